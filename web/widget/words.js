/** The widget's own words in the shopper's language. */
import en from "./locale/en.js";
import zh from "./locale/zh.js";

const LANGUAGES = { en, zh };

/** Language codes with the name shown in the menu. */
export const MENU = [
  ["en", "EN"],
  ["zh", "中文"],
];

/** The nearest language there is: "zh-CN" is "zh", anything unknown is "en". */
export function nearestLanguage(code) {
  const short = String(code ?? "").toLowerCase().split(/[-_]/)[0];
  return short in LANGUAGES ? short : "en";
}

/** All words of a language. */
export function wordsOf(language) {
  return LANGUAGES[language];
}
