"""What people see: the gateway shoppers connect to, the widget, the desk, insights, the demo shop."""
