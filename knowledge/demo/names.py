"""Given names, family names, cities and streets that the demo's invented people are put together from."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Region:
    """Where people live and what they are called. `share` is its part of the shop's customers."""

    country: str
    share: float
    dial: str
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    """City and the postcode of one of its quarters."""
    streets: tuple[str, ...]
    number_first: bool = False
    """Whether the house number stands before the street."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(text.split("; "))


def _places(text: str) -> tuple[tuple[str, str], ...]:
    pairs = [entry.rsplit("=", maxsplit=1) for entry in text.split("; ")]
    return tuple((city, code) for city, code in pairs)


REGIONS: tuple[Region, ...] = (
    Region(
        "DE",
        0.34,
        "+49",
        _words(
            "Anna Lena Marie Sophie Katharina Julia Laura Greta Frieda Nele Ida Johanna Sabine Petra "
            "Birgit Hanna Clara Mia Elif Svenja Antje Renate Kirsten Merle Paula"
        ),
        _words(
            "Jonas Lukas Finn Maximilian Felix Paul Moritz Jan Tobias Stefan Matthias Uwe Henning Emre "
            "Leon Till Anton Bernd Christoph Jannik Malte Ole Sebastian Torsten"
        ),
        _words(
            "Brandt Voss Keller Hoffmann Lindner Petersen Schuster Wiegand Baumann Yilmaz Kruse Engel "
            "Sommer Arndt Böttcher Dietrich Franke Gerlach Hagedorn Jansen Kaiser Lorenz Matthiesen Nowak "
            "Otte Reimann Seidel Thomsen Ulrich Winkler"
        ),
        _places(
            "Hamburg=22765; Berlin=10405; München=80799; Köln=50674; Leipzig=04229; Bremen=28203; "
            "Freiburg=79098; Kiel=24103; Dresden=01099; Hannover=30449; Nürnberg=90429; Münster=48143"
        ),
        _words(
            "Gartenstraße Lindenallee Bahnhofstraße Mühlenweg Kastanienweg Schillerstraße Am-Markt "
            "Rosenweg Hafenstraße Birkenweg"
        ),
    ),
    Region(
        "AT",
        0.08,
        "+43",
        _words("Magdalena Theresa Viktoria Elisabeth Barbara Katrin Lisa Stefanie Eva Romana Ines Verena"),
        _words("Florian Markus Andreas Georg Dominik Lorenz Bernhard Thomas Matteo Raphael Gregor Simon"),
        _words(
            "Gruber Huber Steiner Pichler Moser Leitner Eder Fuchs Wallner Haas Berger Reiter Auer Hofer "
            "Egger"
        ),
        _places("Wien=1070; Graz=8010; Linz=4020; Salzburg=5020; Innsbruck=6020"),
        _words("Lerchengasse Neubaugasse Hauptplatz Mozartstraße Wiesengasse Kirchengasse Sonnenweg"),
    ),
    Region(
        "NL",
        0.09,
        "+31",
        _words("Sanne Fleur Eva Lotte Maud Iris Femke Anouk Saskia Noor Marieke Tess"),
        _words("Daan Sem Bram Jesse Thijs Ruben Lars Joost Pieter Wouter Niels Koen"),
        _phrases(
            "de Vries; Jansen; van Dijk; Bakker; Visser; Smit; Meijer; Mulder; Bos; Vos; Dekker; Brouwer; "
            "Hendriks; van Leeuwen; Kuipers"
        ),
        _places(
            "Amsterdam=1053 KL; Rotterdam=3015 GK; Utrecht=3512 EV; Groningen=9712 HN; Eindhoven=5611 AB"
        ),
        _words("Dorpsstraat Prinsengracht Kerkstraat Molenweg Beukenlaan Havenkade Wilgenstraat"),
    ),
    Region(
        "FR",
        0.09,
        "+33",
        _words("Camille Chloé Inès Manon Léa Élodie Aurélie Nathalie Margaux Sarah Juliette Claire Yasmine"),
        _words("Hugo Louis Théo Antoine Mathieu Nicolas Julien Karim Baptiste Rémi Olivier Gabriel"),
        _words(
            "Moreau Lefebvre Garnier Rousseau Fontaine Chevalier Marchand Benali Dumas Perrin Renard "
            "Colin Gauthier Mercier Leroy"
        ),
        _places("Paris=75011; Lyon=69007; Nantes=44000; Toulouse=31000; Lille=59800; Strasbourg=67000"),
        _phrases(
            "rue des Lilas; avenue Jean Jaurès; rue du Moulin; place de la République; rue Victor Hugo; "
            "chemin des Vignes"
        ),
        number_first=True,
    ),
    Region(
        "ES",
        0.06,
        "+34",
        _words("Lucía Carmen Marta Paula Alba Nuria Elena Pilar Irene Rocío"),
        _words("Pablo Javier Álvaro Sergio Diego Iván Marcos Raúl Adrián Jorge"),
        _words(
            "García Romero Navarro Torres Molina Ortega Serrano Vega Castro Iglesias Campos Prieto Ibáñez"
        ),
        _places("Madrid=28004; Barcelona=08010; Valencia=46004; Sevilla=41003; Bilbao=48011"),
        _phrases("Calle Mayor; Calle del Sol; Avenida de la Paz; Calle de las Flores; Paseo del Río"),
    ),
    Region(
        "IT",
        0.06,
        "+39",
        _words("Giulia Chiara Francesca Martina Elisa Beatrice Silvia Alessia Paola Ilaria"),
        _words("Marco Luca Alessandro Matteo Davide Lorenzo Stefano Andrea Giorgio Nicolò"),
        _words("Rossi Ferrari Bianchi Colombo Ricci Marino Greco Conti Galli Fontana Villa Serra Longo"),
        _places("Milano=20129; Bologna=40125; Torino=10124; Roma=00185; Verona=37121"),
        _phrases("via Garibaldi; via dei Tigli; corso Italia; via Roma; viale dei Mille"),
    ),
    Region(
        "PL",
        0.06,
        "+48",
        _words("Zofia Maja Agnieszka Katarzyna Magda Aleksandra Ewa Joanna Natalia Weronika"),
        _words("Jakub Piotr Krzysztof Mateusz Paweł Tomasz Kacper Marek Wojciech Adam"),
        _words("Kowalczyk Wójcik Mazur Krawczyk Zając Pawlak Sikora Baran Dudek Wilk Lis Kubiak Szczepaniak"),
        _places("Warszawa=00-545; Kraków=31-052; Wrocław=50-079; Gdańsk=80-831; Poznań=61-772"),
        _phrases("ul. Lipowa; ul. Długa; ul. Ogrodowa; ul. Słoneczna; ul. Mickiewicza"),
    ),
    Region(
        "SE",
        0.05,
        "+46",
        _words("Elsa Astrid Maja Linnea Ebba Karin Ingrid Frida Sofia Amina"),
        _words("Oscar Erik Gustav Nils Axel Viktor Johan Anders Filip Hassan"),
        _words(
            "Lindqvist Bergström Nyström Holm Ekdahl Sandberg Forsberg Åkesson Hedlund Wallin Sjögren Norberg"
        ),
        _places("Stockholm=116 33; Göteborg=413 04; Malmö=211 22; Uppsala=753 10"),
        _words("Storgatan Björkvägen Skolgatan Hamngatan Ängsvägen"),
    ),
    Region(
        "GB",
        0.07,
        "+44",
        _words("Emily Charlotte Grace Hannah Lucy Rebecca Aisha Megan Freya Holly Priya"),
        _words("Oliver Jack Harry Callum Rhys Ewan Imran George Samuel Daniel Kieran"),
        _words(
            "Baker Thornton Hughes Patel Campbell Fletcher Ahmed Marsh Ashworth Griffiths Doyle Barlow "
            "Reid Okafor"
        ),
        _places(
            "London=E8 3DL; Manchester=M20 6RD; Edinburgh=EH6 7BG; Bristol=BS6 5QA; Leeds=LS6 2AB; "
            "Cardiff=CF5 1QE"
        ),
        _phrases("Orchard Road; Church Lane; Victoria Street; Mill Hill; Station Road; Elm Grove"),
        number_first=True,
    ),
    Region(
        "CH",
        0.04,
        "+41",
        _words("Selina Lara Nadine Corinne Fabienne Ladina Noemi Céline"),
        _words("Reto Urs Beat Fabio Nico Lukas Yannick Silvan"),
        _words("Meier Frei Baumgartner Zürcher Ammann Brunner Favre Rochat Caduff Bernasconi"),
        _places("Zürich=8004; Bern=3011; Basel=4056; Luzern=6003; Lausanne=1006"),
        _words("Seestrasse Bergstrasse Dorfstrasse Rebweg Quellenstrasse"),
    ),
    Region(
        "NO",
        0.03,
        "+47",
        _words("Ingrid Nora Thea Silje Marte Hedda"),
        _words("Magnus Henrik Sondre Eirik Lars Håkon"),
        _words("Hansen Berg Haugen Solberg Lie Moen Strand Dahl"),
        _places("Oslo=0557; Bergen=5005; Trondheim=7014"),
        _words("Storgata Kirkeveien Fjordgata Skogveien"),
    ),
    Region(
        "PT",
        0.03,
        "+351",
        _words("Ana Beatriz Mariana Inês Joana Rita"),
        _words("João Tiago Miguel Rui Duarte Nuno"),
        _words("Ferreira Carvalho Teixeira Gonçalves Lopes Moreira Pinto Matos"),
        _places("Lisboa=1170-012; Porto=4050-253; Coimbra=3000-370"),
        _phrases("Rua das Flores; Rua do Carmo; Avenida da Liberdade; Travessa do Forno"),
    ),
)

CHINESE_SHARE = 0.045
"""The part of customers with a Chinese name, who live in any of the regions and write Chinese."""


def _with_pinyin(text: str) -> tuple[tuple[str, str], ...]:
    parts = (re.fullmatch(r"([^A-Z]+)([A-Z].*)", word) for word in text.split())
    return tuple((part[1], part[2]) for part in parts if part)


CHINESE_FAMILIES = _with_pinyin(
    "王Wang 李Li 张Zhang 刘Liu 陈Chen 杨Yang 赵Zhao 黄Huang 周Zhou 吴Wu 徐Xu 孙Sun 胡Hu 林Lin 何He 郭Guo"
)
CHINESE_WOMEN = _with_pinyin(
    "雪Xue 婷Ting 佳怡Jiayi 欣然Xinran 雨桐Yutong 静Jing 丽娜Lina 思远Siyuan 梦洁Mengjie 晓燕Xiaoyan"
)
CHINESE_MEN = _with_pinyin(
    "伟Wei 浩然Haoran 俊杰Junjie 子轩Zixuan 明Ming 志强Zhiqiang 宇航Yuhang 文博Wenbo 磊Lei 天佑Tianyou"
)
"""Written name and pinyin."""
