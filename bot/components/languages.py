"""Languages a shopper asks to speak, in messages of any language."""

from __future__ import annotations

import re
from typing import Dict, List

from bot.components.matches import Match, single

WEIGHT = 65
_FLAGS = re.IGNORECASE

_NAMES: Dict[str, str] = {
    "en": r"english|英文|英语|inglese|ingl[eé]s|anglais|englisch",
    "zh": (
        r"(?:simplified\s+|traditional\s+|mandarin\s+)?chinese|mandarin|putonghua|zhongwen|中文|中国话"
        r"|汉语|普通话|华语|国语"
        r"|简体中文|简体|繁体中文|繁体|chinois|chino|chinesisch"
    ),
    "Cantonese": r"cantonese|粤语|广东话|(?<!大)白话",
    "French": r"french|fran[cç]ais|法语|法文",
    "German": r"german|deutsch|德语|德文",
    "Spanish": r"spanish|espa[nñ]ol|castellano|西班牙语|西语|西班牙文",
    "Italian": r"italian|italiano|意大利语|意大利文|意语",
    "Portuguese": r"portuguese|portugu[eê]s|葡萄牙语|葡语",
    "Dutch": r"dutch|nederlands|荷兰语|荷兰文",
    "Polish": r"polish|polski|波兰语",
    "Russian": r"russian|русский|по-русски|俄语|俄文",
    "Ukrainian": r"ukrainian|乌克兰语",
    "Japanese": r"japanese|nihongo|日本語|日语|日文",
    "Korean": r"korean|hangul|한국어|韩语|韩文|朝鲜语",
    "Arabic": r"arabic|阿拉伯语|阿拉伯文",
    "Turkish": r"turkish|t[uü]rk[cç]e|土耳其语",
    "Hindi": r"hindi|印地语|印度语",
    "Urdu": r"urdu|乌尔都语",
    "Punjabi": r"punjabi|旁遮普语",
    "Bengali": r"bengali|孟加拉语",
    "Vietnamese": r"vietnamese|越南语|越语",
    "Thai": r"thai|泰语|泰文",
    "Indonesian": r"indonesian|bahasa|印尼语|印度尼西亚语",
    "Malay": r"malay|马来语",
    "Swedish": r"swedish|svenska|瑞典语",
    "Norwegian": r"norwegian|norsk|挪威语",
    "Danish": r"danish|dansk|丹麦语",
    "Finnish": r"finnish|suomi|芬兰语",
    "Greek": r"greek|希腊语",
    "Czech": r"czech|捷克语",
    "Hungarian": r"hungarian|匈牙利语",
    "Romanian": r"romanian|罗马尼亚语",
    "Hebrew": r"hebrew|希伯来语",
    "Welsh": r"welsh|cymraeg|威尔士语",
    "Gaelic": r"gaelic|盖尔语",
}
_NAME = re.compile(
    r"(?<![A-Za-zÀ-ÿ])(?:"
    + "|".join(f"(?P<l{i}>{words})" for i, words in enumerate(_NAMES.values()))
    + r")(?![A-Za-zÀ-ÿ])",
    _FLAGS,
)
_LANGUAGES = tuple(_NAMES)

_SPEAKING = re.compile(
    r"\b(?:speak(?:s|ing|er|ers)?|spoken|talk(?:s|ing)?|chat(?:ting)?|repl(?:y|ies|ying)|respond"
    r"|answer(?:s|ing)?"
    r"|writ(?:e|es|ing|ten)|type|switch(?:ing)?|change|convers\w+|communicat\w+|languages?"
    r"|continue|carry\s+on"
    r"|understand|translat\w+|say\s+(?:it|that|this)|explain|do\s+(?:it|this|you\s+do)|help\s+me"
    r"|support|speaks"
    r"|my|(?:rather|prefer)\w*|habla\w*|parle\w*|sprech\w*)\b"
    r"|说|讲|会|用|切换|换成|换|改成|回复|回答|沟通|交流|聊|语言|翻译|懂|听得懂|看得懂|支持|客服"
    r"|服务|对话|打字",
    _FLAGS,
)
_WHOLE_MESSAGE = re.compile(
    r"^\W*(?:(?:hi|hello|hey|in|to|auf|en|em|por|sorry|no|yes|ok|and|what\s+about|how\s+about|only"
    r"|just|please|any|or|can\s+i"
    r"|have|can\s+we|use|the|do|you|is|there|hablas?|parlez|vous|你好|您好|请|有|麻烦|那|或者|还是"
    r"|只|可以|能|吗|吧|的)\W*)*$",
    _FLAGS,
)
_AFTER = re.compile(
    r"^\W*(?:(?:please|pls|plz|thanks|thank\s+you|bitte|por\s+favor|s.il\s+vous\s+pla[iî]t|only"
    r"|possible|ok|available|now|or|and"
    r"|version|speaker|instead|you|吗|吧|呢|谢谢|可以|行|么|的|好|模式|版|客服|服务|或者|和|或)\W*)*$",
    _FLAGS,
)
# "English breakfast", "a French press", "Chinese New Year" name no speech
_THING_AFTER = re.compile(
    r"^[\s-]+(?:breakfast|tea|food|new\s+year|press|polish|shepherd|oven|size|sizes|sizing|brand"
    r"|made|rose|style|blend|coffee"
    r"|cuisine|restaurant|bulldog|toast|dictionary|books?|bank|card|address|company|shop|store|market|website"
    r"|customers?|delivery|post|leather|wool|cotton|linen|silk|layout|keyboard|edition|plugs?|fries|doors?"
    r"|dressing|nails?|remover)\b"
    r"|^(?:书|字典|词典|课|课本|绘本|教材|歌|小说|作业|版书|说明书|键盘|名字|界面书|老师|培训|地址"
    r"|单词|学习|启蒙|点读)",
    _FLAGS,
)
_MANUAL = re.compile(
    r"\b(?:manual|instructions?|guide|leaflet|label|booklet|book|cd|dvd|edition|layout|keyboard)\b"
    r"|说明书|包装|标签|绘本|图书|键盘|教材"
    r"|点读|学习机|词典|故事书",
    _FLAGS,
)


def find_languages(text: str) -> List[Match]:
    """Finds `language`, where a message is about speaking one: "en", "zh", or the English name of another."""
    matches: List[Match] = []
    for found in _NAME.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        if _THING_AFTER.match(after) or _MANUAL.search(text):
            continue
        alone = _WHOLE_MESSAGE.match(_NAME.sub("", before)) and _AFTER.match(_NAME.sub("", after))
        if alone or _SPEAKING.search(before) or _SPEAKING.search(after):
            value = _LANGUAGES[int((found.lastgroup or "l0")[1:])]
            matches.append(single("language", value, found.span(), found.span(), weight=WEIGHT))
    return matches
