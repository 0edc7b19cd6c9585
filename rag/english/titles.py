"""Words before a name that say what its bearer is, and words that make it the name of a body."""

from rag.english.numbers import ORDINALS
from rag.english.words import GROUPS

MEN = frozenset(
    "mr sir lord king prince emperor brother herr monsieur father uncle grandfather fr friar "
    "monsignor abbot squire laird signor senor abbe pere frere fra gospodin meneer tsar sultan "
    "shah emir maharaja".split()
)
WOMEN = frozenset(
    "mrs ms miss lady dame queen princess empress sister mme madame frau mother aunt grandmother "
    "widow matron headmistress baroness countess duchess donna signora signorina senora senorita "
    "mademoiselle mlle mere soeur fru froken fraulein mevrouw pani tsarina begum".split()
)
TITLES = MEN.union(
    WOMEN,
    "the dr prof professor doctor general gen colonel col captain capt major maj lieutenant lt "
    "sergeant sgt admiral president minister ambassador senator sen secretary judge justice chief "
    "prime foreign deputy vice chairman chairwoman chairperson chair speaker governor mayor bishop "
    "archbishop pope saint st rev reverend hon honourable honorable right congressman "
    "congresswoman representative rep commissioner inspector constable sheriff officer detective "
    "commander counsel attorney baroness baron count countess duke duchess earl marquess rabbi "
    "imam sheikh mullah ayatollah comrade councillor alderman delegate former late ex interim "
    "acting acad eng ing mx messrs nurse engineer foreman forewoman brigadier warden matron pastor "
    "vicar superintendent coroner chancellor provost principal headmaster headmistress curator "
    "librarian surgeon architect citizen aunt uncle cousin grandfather grandmother widow private "
    "corporal ensign commodore marshal magistrate solicitor barrister surveyor skipper historian "
    "economist witness eyewitness passenger survivor resident pensioner spokesman spokeswoman "
    "spokesperson defendant plaintiff petitioner respondent appellant juror novelist playwright "
    "sculptor composer actor actress columnist journalist reporter correspondent publisher "
    "broadcaster analyst researcher scientist biologist chemist physicist geologist psychologist "
    "sociologist anthropologist lawyer prosecutor midwife paramedic firefighter goalkeeper "
    "midfielder blogger activist campaigner diplomat envoy consul adviser advisor negotiator cllr "
    "councilman councilwoman ald gov pres amb adm brig cmdr cdr insp supt atty mp".split(),
)
"""Words before a name that say what its bearer is; "the" is among them."""
SPELLED = dict(
    one.split("=")
    for one in "gen=general col=colonel capt=captain maj=major lt=lieutenant sgt=sergeant "
    "rev=reverend adm=admiral brig=brigadier cmdr=commander insp=inspector".split()
)
"""Titles in their short form, and written out."""
BODIES = GROUPS.union(
    ORDINALS,
    "office service school college hospital institution foundation fund trust association "
    "department division bureau authority assembly house corps regiment brigade times post herald "
    "tribune gazette journal news press magazine llc ltd inc gmbh plc co company nations states "
    "republic kingdom district county city town village north south east west northern southern "
    "eastern western upper lower new street river lake laboratory centre center network group bank "
    "society sons brothers bros partners associates daughters".split(),
)
BEFORE_NAMES = frozenset(
    "dean canon abbot abbess elder deacon sexton baker miller cook pilot farmer fisherman driver "
    "teacher student painter poet director producer critic editor trainer coach striker owner "
    "landlord tenant trader merchant grocer butcher blacksmith carpenter mason shepherd miner "
    "weaver singer sailor seaman stoker neighbour neighbor expert author writer translator".split()
)
"""Words that are a title only before a given name and a surname."""
RANKS = frozenset(
    "deputy vice former ex acting assistant associate interim under sub shadow retired honorary "
    "future designate elect previous erstwhile onetime district appeals appellate".split()
)
"""Words that make another office of one that is else the same."""
AFTER_NAMES = frozenset(
    "J JJ LJ LJJ CJ LCJ MR JA JSC ACJ QC KC SC MP MEP MSP TD MD DD PhD DPhil LLD Esq OBE CBE MBE "
    "RN SJ OSB Dep Decl Aff".split()
)
"""What stands behind a name and says what its bearer is ("Amadi J", "Ruth Cole QC")."""
OFFICES = frozenset(
    "minister secretary commissioner ambassador senator governor president spokesman spokeswoman "
    "spokesperson chairman chairwoman director justice professor officer inspector superintendent "
    "prosecutor councillor".split()
)
"""Offices before a name, whatever stands before them ("Public Works Minister Andrzej Lis")."""
QUALIFIERS = frozenset(ORDINALS).union(
    "north south east west northern southern eastern western upper lower new old great "
    "little".split()
)
"""Words that make another body or place of a name that is else the same."""
BEHIND_NAMES = frozenset("LJ LJJ CJ LCJ JSC JA ACJ MR II III IV QC KC SC".split())
"""What stands in capitals behind a judge's or a lawyer's name."""
BY_ITS_SEAT = {
    "pentagon": "Department of Defense", "foggy bottom": "Department of State",
    "scotland yard": "Metropolitan Police", "capitol hill": "Congress",
    "downing street": "Prime Minister’s Office", "quai d'orsay": "French Foreign Ministry",
}  # fmt: skip
"""Bodies that are called after the place where they sit."""
