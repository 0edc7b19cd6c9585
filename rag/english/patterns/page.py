"""What an English page prints around its text: bylines, dates, buttons, captions, comments.

Each part is used by the file that is named above it.
"""

import re

from rag.english.capitals import UPPER
from rag.english.later import later
from rag.english.words import PARTICLE

# bylines

BYLINES_PART = rf"[{UPPER}][\w.’'-]*"
BYLINES_SMALL = rf"(?:{PARTICLE}\s+)*"
BYLINES_ABOUT_DATES = later(
    r"\b(?:published|posted|updated|revised|modified|last|first|on|dated?|written|printed|issued"
    r"|created|at|the|day|of|mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?|\d{1,2}[:.]\d{2}|am|pm|a\.m|p\.m|gmt|utc|[ecmp][sd]t|bst|cet"
    r"|\d+\s+min(?:ute)?s?(?:\s+read)?)\b",
    re.I,
)
BYLINES_LABELLED = later(r"\b(?:published|posted|updated|revised|modified|issued|dated?)\b", re.I)
BYLINES_PLACE = later(
    rf"(?:{BYLINES_PART}|[A-Z]{{2,}})(?:(?:,\s*|\s+)(?:(?:de|al|el|la|of)\s+)?(?:{BYLINES_PART}|[A-Z]{{2,}})){{0,3}},\s*"
)
_OF = r"(?i:judge?ment|opinion|ruling|reasons|speech|address|sermon|lecture|remarks)\s+of"
_KIND = (
    r"(?:An?\s+|The\s+)?(?:[Pp]rofile|[Ee]ssay|[Aa]nalysis|[Rr]eport|[Ss]tory|[Tt]ext|[Ww]ords|[Aa]rticle"
    r"|[Cc]olumn|[Oo]pinion|[Rr]eview(?:ed)?|[Ii]nterview|[Ww]ritten|[Cc]ompiled|[Rr]eported|WRITTEN"
    r"|[Ll]ecture|[Aa]ddress|[Ss]peech|[Ss]ermon|[Tt]alk|[Pp]aper|[Rr]emarks|[Dd]elivered|[Pp]reached"
    r"|[Gg]iven|[Pp]repared|[Ss]ubmitted|[Dd]rafted|[Aa]uthored)\s+"
)
BYLINES_BY = (
    rf"(?:(?:{_KIND}){{0,2}}(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]oor|av|af|di)|{_OF})\s+"
    r"(?:the\s+(?=(?:Rev|Hon|Right|Most|Very)\b))?"
)
BYLINES_HAPPENS = later(
    r"\b(?:\w{2,}ed|born|died|is|was|were|are|had|has|have|will|would|did|can|could|said|says|fell"
    r"|went|came|made|took|began|the|a|an|battle|treaty|siege|flood|fire|war|peace|act|law|decree)\b",
    re.I,
)
ENTRY = later(
    r"^[*_:]*(?P<key>title|authors?|by|(?:written|compiled|prepared|submitted|drafted) by|date"
    r"|published|posted|last (?:updated|revised))[*_]*"
    r"\s*:[*_]*\s*(?P<value>.+?)\s*$",
    re.I | re.M,
)
"""An entry of front matter, or of a head of the same form."""


# comments

COMMENTS_BULLET = r"(?P<bullet>[•·▪◦*+-]\s+)?"
COMMENTS_SAYS = later(
    rf"^{COMMENTS_BULLET}(?:\*\*|__)?(?P<name>[^\n:?!]{{1,60}}?)(?:\*\*|__)?\s++"
    r"(?:says|said|wrote|writes|commented|replied|responded)"
    r"(?:\s+(?:on|at|in\s+reply)\b[^:\n]{0,60})?\s*:",
    re.I,
)
COMMENTS_DATED = later(
    rf"^{COMMENTS_BULLET}(?:\*\*|__)?(?P<name>[^\n,|·—–]{{1,40}}?)(?:\*\*|__)?\s*"
    r"(?:[,|·—–(]|\s-\s)\s*(?:on\s+)?(?:\w+\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+\w+\s+\d{4}"
    r"|\d{4}-\d{2}-\d{2}|\d+\s+(?:minutes?|hours?|days?|weeks?|months?|years?)\s+ago)"
    r"[^\n]{0,40}(?:\n|$)",
    re.I,
)


# front

FRONT_NAME = rf"(?!M(?:rs?|s|iss)\b){BYLINES_PART}(?:\s+{BYLINES_SMALL}{BYLINES_PART}){{1,4}}"
FRONT_BIO = later(
    rf"^[*_]*(?P<name>{FRONT_NAME})[*_]*,?\s+is\s+(?:an?|the)\s+[^.]{{0,120}}?(?i:\b(?:fellow|writer|editor"
    r"|reporter|journalist|correspondent|professor|author|analyst|columnist|historian|lecturer"
    r"|researcher|economist|director|scholar|student|contributor|commentator)\b)"
)
FRONT_NOBODY = later(
    r"(?:anonymous|anon\.?|various(?: authors| writers)?"
    r"|unknown|author|user|owner|admin(?:istrator)?|guest|test(?:er)?|default|none|n/?a|null"
    r"|(?:none|not|un)\s?(?:known|stated|given|named)"
    r"|me|home|pc|windows|office|staff|editor|microsoft(?: office)?(?: user)?|windows user"
    r"|office user|python-docx|python|apache poi|docx4j|openpyxl|un-?named|no author|root|dell"
    r"|hp|lenovo|acer|asus|toshiba|samsung|hewlett-packard(?: company)?|.*\b(?:docx|writer|word"
    r"|pdf|latex|libreoffice|openoffice|pandoc|calibre|wkhtmltopdf|acrobat|indesign|quark\w*|ghostscript"
    r"|generator|converter|software|scan(?:ner)?|copier)\b.*)",
    re.I,
)
PDF_NOBODY = later(
    r"\W*+(?:\(?(?:anonymous|anon\.?|anonym\w*|unknown|unbekannt|inconnu|author|name|nobody|none|null|n/?a"
    r"|(?:the\s+)?(?:user|owner|admin|administrator|root|guest|default|utilisateur|benutzer)\d*"
    r"|(?:local|default|windows|registered|microsoft|office)[\s_-]*(?:user|account)|user\s*name"
    r"|pc|laptop|home|scan(?:ner)?|test|[\w.+-]++@[\w.-]++)\)?)?\W*",
    re.I,
)
"""What stands where no person has put an author's name."""
FRONT_OPEN_END = later(r"\b(?:of|the|and|in|to|for|from|with|on|at|by|or|an)\Z", re.I)
FRONT_OPEN_BEGIN = later(r"(?:OF|AND|IN|TO|FOR|FROM|WITH|ON|AT|OR|AS|BEING)\b")
"""What parts a line of a title from the next in mid-phrase, at its end or in capitals before."""
FRONT_KEYWORDS = later(
    r"(?:^|(?<=[.!?] ))[\W_]{0,8}+(?:(?:Key[ -]?words|KEY[ -]?WORDS|Index [Tt]erms|INDEX TERMS)"
    r"(?: and [Pp]hrases)?[*_]*(?:\s*[:.—–]|\s+-\s|(?=\s*\Z))|KEY ?WORDS\s)[*_]*(?P<value>.*)",
    re.M | re.S,
)
"""Behind an abstract: the labels that a paper gives itself, to the end of their block."""
FRONT_NO_TITLE = later(
    r"\W*|\W*(?:unknown|anonymous|none|null)\W*|\[?no title\]?"
    r"|microsoft (?:word|powerpoint|excel) - .*"
    r"|.*\.(?:docx?|dotx?|rtf|odt|wpd|pages|tex|dvi"
    r"|indd|qxd|pdf|x?html?|e?ps|pptx?|md|txt)\b.*"
    r"|(?:word |powerpoint |untitled |new )?(?:document|presentation|untitled)"
    r"(?: \(?\d+\)?|\d*)",
    re.I | re.S,
)


# books

BOOKS_LISTS = later(r"(?:table of )?contents|(?:general |subject )?index(?: of .{1,40})?", re.I)
BOOKS_REMARK = later(
    r"\A(?!.*\b(?:copyright|rights?|reserved|ISBN|ISSN|e-?books?|printed|printing|impression"
    r"|publish(?:ed|er|ing|ers)|permission|reproduc\w+|transmitted|licen[cs]ed?|catalogu?ing"
    r"|library|cover|fiction|fictitious|resemblance|typeset|set in|designed?|trademarks?|paper"
    r"|first edition|www|https?)\b)(?!.*[©®™])(?=.*\b(?:text|spelling|punctuation"
    r"|orthograph\w*|manuscripts?|translat\w+|transl?iterat\w+|abridged?|revis\w+|notes|letters|dates|names|quotations?)\b)"
    r"(?:\S+\s+){6}.*[.!?][^\w.!?]*\Z",
    re.I | re.S,
)
"""A sentence on a page of notices that is no notice: on the edition's text, or in thanks."""


# regions

REGIONS_CAPTION = later(
    r"^[*_(\[]*(?:photo|photograph|image|picture|fig(?:ure)?\.?|table|map|chart|credit|source"
    r"|caption|illustration|side-?note|video)\b(?:\s*\d+)?\s*[:.—–-]|^!\[",
    re.I,
)


# printed marks

PRINTED_MARKS_UNITS = later(
    r"(?:\d|(?:^|[\s(/·\u00a0])(?:(?:k|c|d|m|µ|μ|n)?m|ft|yd|mi|lb|sin|cos|tan|cot|log|ln|exp)|[=×·^√π]|=[\s\u00a0]?[a-zα-ω]{2,3}"
    r"|(?:^|[\s(\u00a0])[a-zA-Zα-ωΑ-Ω]|\d[\s\u00a0]?(?!by|he|it|we|to|of|on|at|as|an)[a-zµμ]{1,2})$"
)

_ELEMENTS = (
    "H|Li|B|C|N|O|F|Ne|Na|Mg|Al|Si|P|S|Cl|Ar|K|Ca|Sc|Ti|V|Cr|Mn|Fe|Co|Ni|Cu|Zn|Ga|Ge|Se|Br|Kr|Rb|Sr"
    "|Y|Zr|Nb|Mo|Tc|Ru|Rh|Pd|Ag|Cd|Sn|Sb|Te|Xe|Cs|Ba|La|Ce|Nd|Sm|Eu|Gd|Hf|Ta|W|Re|Os|Ir|Pt|Au|Hg|Tl|Pb"
    "|Bi|Po|Rn|Ra|Ac|Th|Pa|U|Np|Pu|Cm"
)
PRINTED_MARKS_ISOTOPE = (
    rf"<sup>\s*(?:\d{{1,3}}\s*</sup>(?:{_ELEMENTS})|(?:[5-9]\d|\d{{3}})\s*</sup>(?:I|In|As|At|Am)"
    r"|[34]\s*</sup>He(?=[/-])|7\s*</sup>Be)(?![^\W\d_]|\.\s[A-Z])"
)
"""A raised figure before a sign of chemistry; a sign that is also a word needs its mass."""


# what may stand behind the name of a byline

BYLINES_BESIDE = later(
    r"[,(]|(?:for|of|in|at|from|with|and|by|to|before)\s"
    r"|[;.]\s+(?:photo|picture|image|illustration|drawing|map|graphic|edit|translat|design)\w*\s+by\b",
    re.I,
)


# page marks

PAGE_MARKS_AMID = later(
    r"""[\[{]\s?(?:Pg\.?\s?(?P<gutenberg>\d{1,4}|[ivxlc]{1,7})|(?:[Pp]age|[Pp]\.)\s?(?P<page>\d{1,4}))\s?[\]}]
        (?![(\[{:])
      | (?<![^\s\w.,;:”’])\{(?P<brace>\d{1,4})\}(?![\{.,;]) | \[\*(?P<star>\d{1,4})\]""",
    re.X,
)
"""The number of a page in brackets amid words."""

# front: what a text states of itself

FRONT_WRITERS = (
    "author", "authors", "written by", "compiled by", "prepared by", "submitted by", "drafted by",
    "by", "creator", "creators",
)  # fmt: skip
FRONT_ADDRESS = later(r"^[*_]*(?:url|source|link)[*_]*\s*:[*_]*\s*(?P<value>\S+)\s*$", re.I | re.M)
FRONT_DATES = ("date", "published", "posted", "pubdate", "publish date", "date published")
FRONT_LABELS = ("tags", "keywords", "tag", "keyword")
FRONT_ADDRESSES = ("url", "source", "link", "canonical url", "original url")
