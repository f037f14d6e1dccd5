"""Everyday English words: none is misspelt, and none alone names a product or a brand.

Two lists of our own: one chosen for its nearness to the words of shops ("short" to "shorts", "blank" to "black"),
and the longer one in `ordinary_words.json`, the words of our demo shop's descriptions and help articles, of the
bot's own sentences, and those that stand often in our training lines. Where a word is also in a shop's vocabulary,
the vocabulary wins, save for brands; see `vocabulary.py`.
"""

import json
from pathlib import Path

_WORDS = """
    about above accept cancle cancled account across actually address adult advice affordable after again against allow
    allowed almost alone along already alright also although always amazing amount angry animal annoyed
    annoying another answer anybody anymore anyone anything anyway anywhere apart appear apply around
    arrive arrived arrives arriving asked asking attached autumn available avoid awesome awful babies
    basic basically basket beach beautiful because become bedroom been before began begin behind being
    believe below beneath beside besides better between beyond bigger biggest birthday black blank block
    blood blown board boast boats booked books boost booth border bored boring borrow bother bottle bottom
    bought bouncy bound boxes brain brand brave bread break breakfast breath bridge brief bright brighter
    bring bringing broad broke broken brother brought browse brush build building built business busy
    buyer buying cable called calling camera camping cancel cancelled cannot card cards careful carry
    catch caught cause centre certain chair chance change changed changing charge charged cheap cheaper
    cheapest check checked cheer cheers chest child children choice choose chose chosen christmas claim
    class clean clear clearly climb clock close closed closer cloth clothes clothing coast coffee cold
    colder collect college colour colours comfortable comfy coming common company compare complain
    complaint complete completely confirm confused connect contact continue cooking cooler could couldnt
    count country couple course cover covers crack cracked cream create credit cried cross crowd current
    customer cycle daily damage damaged dance dancing daughter dealt decent decide decided declined
    deliver delivered delivery depends describe described design desk details didnt differ difference
    different difficult dinner direct dirty discount display doesnt doing dollar door double doubt dozen
    drain drawer dream dressed dressy drink drive driving dropped dryer during earlier early easier easily
    easy eight either eleven else email empty ended enjoy enough enter entire entirely equal especially
    evening event events eventually every everybody everyday everyone everything exact exactly example
    excellent except exchange excited expect expected expensive extra extremely fabulous facing failed
    fairly faith false family famous fancy fantastic farther fashion faster father fault faulty favour
    favourite feature features feeling fellow fields fifteen fifty fight figure filled final finally
    finding finger finish finished first fitted fitting fixed flash flats float floor flower folded follow
    following football force foreign forest forever forget forgot format forward found fourth frame fresh
    friday friend friends front fully funny further future games garden gave generally gentle getting
    gifts girls given gives giving glass goes going gonna goods grade grand grass grateful great greatly
    ground group grown guess guest guide habit hadnt handle hands hanging happen happened happens happy
    hardly hasnt haven havent having headed header health hearing heart heavy height hello helped helpful
    helping herself hidden higher highest hiking hills himself history hoist holds holiday holidays honest
    honestly hoped hopefully hoping horrible hours house household however huge human hundred hurry hurts
    husband ideal ideas imagine important impossible impressed include included includes including
    incredible indeed indoor indoors info inform inside instead interest interested invoice isnt issue
    issues itself joined joint joke jumped junior keeps kinda kindly kitchen knees knife knock known knows
    label laces ladies lady large larger largest lasted lately later latest laugh laundry learn least
    leave leaves leaving length lesson letter level light lighter lightly likely limit limited lined lines
    listed listen little lives living local longer looked looking looks loose losing loved lovely lower
    lowest lucky lunch magic maker makes making manage manager march market matches material matter maybe
    means meant measure medium meeting member mention message middle might mighty miles minute minutes
    mirror missed missing mistake mixed model modern moment monday money month months morning mostly
    mother mountain mouth moved moving muddy music myself narrow natural nature nearby nearly needed needs
    neither nephew never nicer niece night nights nobody noise noisy normal normally north nothing notice
    nowhere number numbers obviously occasion offer offered offers office often older online onto opened
    opening opinion option options ordered ordering orders other others ought outdoor outdoors outer
    outfit outside owner package packed packet paint pairs paper parcel parent parents parts party passed
    past patient pattern paying payment people perfect perfectly perhaps period person personal phone
    photo photos picked picking picture pictures piece pieces place placed plain plane plants plate played
    playing please pleased plenty pocket point policy polite poorly popular possible possibly postal
    posted pound pounds power prefer present presents press pretty previous price priced prices print
    prize probably problem problems process product products promise promised proper properly protect
    proud prove provide public pulled purchase purchased push putting quality quarter question quick
    quickly quiet quite rained raining rainy raise random range rather rating ready really reason
    reasonable receipt receive received recent recently recommend refund refunded refuse regular relax
    remember remove removed repair replace replacement reply report request respond rest result results
    return returned returning returns review right rings river roads rocks rooms rough round rounds route
    royal rubbish ruined running runs saturday saved saving saying scale scared scene school score scratch
    screen search season seater seats second secure seeing seems selling sending sense sensitive separate
    serious seriously serve served service seven several shade shall shame shape shared sharp sheet shelf
    shell shine shiny shipped shipping shock shoot shopping shops short shorten shorter should shouldnt
    shout showed shower showing shown shows shrink shrunk sides signed silly similar simple simply since
    single sister sitting sixty sizes skinny sleep sleeve sleeves slight slightly slim slipped slippery
    slow slowly small smaller smallest smart smell smile smooth snowy softer solid somebody somehow
    someone something sometime sometimes somewhat somewhere sorry sorted sound sounds south space spare
    speak special specific speed spell spend spending spent spoke sport sports spring square staff stage
    stain stained stand standard standing start started starting state stated states station stayed steep
    steps stick still stock stocked stolen stood stopped stopping stops store stored stores stories storm
    story straight strange street stretch stretchy strong stuck student study stuff stupid style styles
    stylish subject such sudden suddenly sugar suggest suggestion suit suitable suited suits summer sunday
    sunny super support suppose supposed surely surprise sweat sweaty sweet swift switch system tables
    taken takes taking talked talking taller taste teacher tells tends terms terrible tests thank thanks
    their them themselves there therefore these thick thicker thing things think thinking third thirty
    those though thought thousand three threw through throw thursday tight tighter times tired today
    together told tomorrow tonight topic torn total totally touch tough tours towards tower track tracked
    tracking traffic train trained training travel treat trees trial tried trips trouble true truly trust
    trying tuesday turned turning twelve twenty twice types unable under understand unfortunately unhappy
    unless until update updated upset urgent urgently useful useless using usual usually value various
    very video views visit voice vouch wages waist waited waiting waits walked walking walks walls wanna
    wanted wanting wants warm warmer warmest warmly warned wash washed washing wasnt waste watch watched
    watching water waves weapon wearing wears weather wedding wednesday week weekend weeks weight weird
    went were weren werent whale what whatever wheel wheels when whenever where wherever whether which
    while white whole whom whose wider wife windy winter wished wishes within without woman women wonder
    wonderful wondering wooden words worked working works world worn worried worry worse worst worth would
    wouldnt write writing written wrong wrote yards years yellow yesterday young younger yours yourself
"""

_ORDINARY_WORDS = Path(__file__).with_name("ordinary_words.json")

COMMON_WORDS = frozenset(
    [*_WORDS.split(), *" ".join(json.loads(_ORDINARY_WORDS.read_text(encoding="utf-8"))).split()]
)
