"""Word lists: closed classes, common verbs, and nouns that tell what kind a name is of."""

from rag.english.months import CALENDAR


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


WH = _words("who whom whose what which when where why how")
BE = _words("is are was were be been being")
DO = _words("did do does can could will would shall should may might must")
AUX = BE | DO | _words("has have had")
PREPOSITIONS = _words(
    "in on at of for to from by with between against during after before under over near through "
    "about into within since until towards toward among across around behind above below via "
    "outside inside along without upon"
)
DETERMINERS = _words("the a an this that these those his her its their my our your no any some")
_OTHERS = _words(
    "and or but if so than as not i we you he him she it they them me us there then here also "
    "too else instead ever really still yet first later next again only very more most many much "
    "long old far often exactly all both each either neither while because although though whether "
    "such same other another one ones afterwards originally actually eventually finally "
    "say said says think believe mean according happen happened occur occurred take took place"
)
FUNCTION = WH | AUX | PREPOSITIONS | DETERMINERS | _OTHERS
OPENERS = _words(
    "the a an in on at by for from to of with as and but or so yet if when while after before "
    "since until though although because he she it they we you i this that these those there here "
    "his her its their our my what who which how why where not no some many all both one however "
    "moreover meanwhile then thus also later now today"
)
"""Words that often begin a sentence, with a capital there, and no name."""
NO_NAMES = FUNCTION | _words("yes by name did mr mrs ms dr however only once even just")
PAST = _words(
    "led won lost fell sank broke wrote began held built made gave came went left met ran saw sat "
    "spoke sent sold stood took taught told thought threw understood bought brought caught chose "
    "drew drove shook fought found got grew hid knew paid rose said sought shot struck died "
    "written taken given chosen drawn driven known seen shown broken begun sunk done gone born "
    "put set cut"
)
SUBORDINATE = _words(
    "when while as after before because since that which who whom whose where if although though "
    "until whether whereas unless"
)
"""What begins a clause with a subject of its own."""
VERBS = PAST | _words(
    "happen die win lose fall sink break write begin hold build make give come go leave meet run "
    "see sit speak send sell stand take teach tell think throw buy bring catch choose draw drive "
    "fight find get grow hide know pay rise say seek shoot strike end start open close sign vote "
    "attack last cost burn burst flow flood join rule reign serve work live move return resign "
    "succeed fail refuse reject accept agree offer propose want need use help support oppose back "
    "become lead lie rise arrive escape survive cross reach retire marry appeal object protest "
    "stop change call hear try judge launch land fly sail play score carry cause kill"
)
EVENTS = _words(
    "war battle siege election elections vote referendum trial conference talks negotiations "
    "meeting summit match race flood earthquake fire attack strike campaign revolution revolt "
    "uprising riot riots massacre raid invasion expedition voyage accident disaster festival "
    "ceremony coronation debate hearing crisis congress games tournament storm eruption epidemic "
    "famine coup ceasefire final concert exhibition debate inquiry"
)
GROUPS = _words(
    "council party ministry bank university organization organisation commission court league "
    "union army front committee company parliament government senate police navy alliance society "
    "club team agency corporation cabinet board jury federation congress guard fleet crew taliban "
    "delegation side forces troops regiment battalion brigade squad embassy administration "
    "institute church museum faction militia movement"
)
TITLES = _words(
    "president minister king queen emperor general colonel captain judge senator ambassador "
    "professor doctor dr mr mrs ms sir lord lady prince princess envoy secretary governor mayor "
    "chancellor commander architect poet painter engineer explorer historian bishop pope admiral"
)
WATERS = _words("river mountains valley island islands city province lake gulf sea bay street")
COUNTRIES = dict(
    pair.split(":")
    for pair in (
        "Iran:Iranian Iraq:Iraqi Afghanistan:Afghan Pakistan:Pakistani India:Indian China:Chinese "
        "Japan:Japanese Russia:Russian Germany:German France:French Italy:Italian Spain:Spanish "
        "Portugal:Portuguese Britain:British England:English Scotland:Scottish Ireland:Irish "
        "Wales:Welsh America:American Canada:Canadian Mexico:Mexican Brazil:Brazilian "
        "Argentina:Argentine Chile:Chilean Peru:Peruvian Cuba:Cuban Turkey:Turkish Greece:Greek "
        "Egypt:Egyptian Israel:Israeli Syria:Syrian Lebanon:Lebanese Jordan:Jordanian "
        "Austria:Austrian Hungary:Hungarian Poland:Polish Romania:Romanian Bulgaria:Bulgarian "
        "Serbia:Serbian Croatia:Croatian Ukraine:Ukrainian Sweden:Swedish Norway:Norwegian "
        "Denmark:Danish Finland:Finnish Netherlands:Dutch Belgium:Belgian Switzerland:Swiss "
        "Australia:Australian Korea:Korean Vietnam:Vietnamese Indonesia:Indonesian "
        "Uzbekistan:Uzbek Tajikistan:Tajik Turkmenistan:Turkmen Kazakhstan:Kazakh "
        "Kenya:Kenyan Nigeria:Nigerian Ethiopia:Ethiopian Sudan:Sudanese Algeria:Algerian "
        "Morocco:Moroccan Libya:Libyan Europe:European Africa:African Asia:Asian Kuwait:Kuwaiti"
    ).split()
)
PEOPLES = frozenset(COUNTRIES.values()) | {"Soviet", "Saudi", "Czech", "Thai", "Roman", "Ottoman"}
PARTICLES = _words(
    "af al ap av ben bin bint binti da das de degli dei del della delle den der des di do dos du el"
    " het ibn la las le les los op ould te ten ter van vom von wa y zu zum zur"
)
"""Words in lower case inside of a name, before the surname or in it."""
PARTICLE = rf"(?:{'|'.join(sorted(PARTICLES))})"
"""One of them, as part of a regular expression with white space behind it."""
FAMILY_FIRST = _words(
    "chen wang zhang liu yang huang zhao wu zhou xu hu zhu gao lin luo zheng liang xie deng feng"
    " cao peng zeng xiao yuan cai jiang xi mao tam wong chan cheung kwok tsang choi jung kang yoon"
    " cho jang shin hwang ahn kwon moon ban nguyen tran pham phan vu vo dang bui ngo duong szabo"
    " nagy kovacs horvath toth molnar nemeth farkas"
)
"""Surnames, without accents, that stand before the given name in their own countries."""
INSIDE_NAMES = PARTICLES | {"of", "the"}
LOCATIVE = _words("in at near from through across outside inside around towards")
SETTING = _words("in on at during after before")
HANGING = _words("of in at between on for over across to against with under near")
MEETINGS = _words(
    "conference meeting summit inquiry hearing ceremony festival concert talks games congress"
)
PLACES = _words("town city country place village region province river island")
OWNING = _words("his her their its")
TIMES = _words("year day month time date decade moment week century")
PERSONS = _words("man woman person king queen leader general minister president")
GOING = _words("go goes went come came travel travelled return returned move moved send sent")
BORDERS = _words(
    ", when after before that because if while and as until who which since for whether say said "
    "says feel felt claim claimed believe believed think thought promise promised hope hoped "
    "admit admitted"
)
LINKING = _words("and or to nor but und oder et ou")
PREFIXES = _words(
    "self ex non anti pre post pro semi quasi well all half cross neo pseudo ultra vice mid"
)
CLOSED = _words("un in im dis mis over under out inter trans sub super fore con com de be en")
STOP_WORDS = (
    "a about an and are as at be been being by can could did do does for from had has have he her "
    "his how i in into is it its may might of on or our she should that the their there these "
    "they this those to was we were what when where which who whom whose why will with would you "
    "your"
).split()
"""Left out of questions, not of passages; without them BM25 gains 0.8 points of nDCG@10."""
SINGULAR = _words("he she him her his hers himself herself")
"""Pronouns for one person."""
SWAPPED = _words("in on at near during around by since until before after")
"""Prepositions before what a parallel question exchanges."""
SMALL = frozenset(STOP_WORDS) | _words("also but many much than them then")
"""Words that a reworded question may lack."""
NO_FIRST_NAMES = CALENDAR | _words(
    "royal order command appointment act law authority request decree special staff our air sea "
    "land rail train post mail from about visit welcome contact copyright photo image cover"
    " chapter part book volume section appendix draft version"
)
BEHIND_NAMES = CALENDAR | _words(
    "edited updated published posted photo photos photograph photographs illustrations staff "
    "senior special reporter correspondent contributor translated read minutes"
)
