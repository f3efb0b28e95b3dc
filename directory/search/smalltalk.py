"""Sentences that ask for nobody: greetings, thanks, questions about the assistant, time and weather."""

import re
from functools import lru_cache

from directory.search.normalize import fold, has_han, tokens

_LONGEST = 60
_LATIN = (
    r"((wer|was|woher|wo|wie alt|wie) )?(bist|sprichst|lebst|heisst|wohnst|schlafst|traumst) du\b.*",
    r"(wie|wer|was|wo|warum) (geht|gehts|spat|bist|ist der himmel)\b.*",
    r"(wie|was) (wird|ist) (das|der|mit dem) (wetter|sinn)\b.*",
    r"(einen? )?(guten|gute|schonen|schones|schone|frohe|frohes|frohliche|herzlichen) "
    r"(morgen|tag|abend|nacht|wochenende|weihnachten|ostern|reise|neues jahr|feiertage|besserung|dank|"
    r"gluckwunsch|feierabend|urlaub|start|gruss|grusse)\b.*",
    r"ich (bin|fuhle mich) (\w+ )?(mude|krank|traurig|froh|hungrig|glucklich|verliebt|allein|durstig|sauer)",
    r"ich (liebe|hasse|mag) (dich|euch|das|es)", r"ich habe (\w+ )?(hunger|durst|angst|keine zeit)",
    r"(das )?(weiss|verstehe|kapiere) ich nicht|ich (weiss|verstehe|kapiere) (das |es )?nicht",
    r"(das )?ist (\w+ )?(schade|toll|gut|schon|super|egal|klar|doof|lustig)", r"mir ist \w+",
    r"(ok|okay|ja|nein|nee|doch|tschuss|tschau|ciao|servus|moin|hallo|hi)( (danke|bitte|gern|zusammen))?",
    r"(yes|no|yep|nope|thanks|thank you|please|hello|bye|cheers)( \w+)?",
    r"(ja gern|gern|bitte rufen sie|ruf\w* sie mich)\b.*",
    r"erzahl\w* (mir |uns )?(einen witz|was|etwas|eine geschichte)\b.*", r"(alles klar|bis) \w+(?: \w+)?",
    r"(vielen |besten |herzlichen )?(dank|danke)( \w+){0,3}|(many |a lot of )?thanks?( you)?( \w+){0,3}",
    r"(how|when|why) (do|does|did|can|should|will|is|are) (i|you|we|he|she|it|the|my|your)\b"
    r"(?!.*\b(find|buy|import|suppl|manufactur|sourc|compan|partner)).*",
    r"(write|tell|read|sing|play) (me |us )?(an?|some|the) (poem|song|story|joke|text|letter|game|essay)\b.*",
    r"(schreib|schreibe|kannst du|konntest du|erzahl|sing|lies)\b.*"
    r"\b(gedicht|lied|geschichte|witz|aufsatz|brief|marchen|hausaufgaben)\b.*",
    r"wann (fahrt|kommt|fliegt|ist|beginnt|hast|hat|gibt es|geht|offnet|schliesst)\b.*",
    r"(wie|warum|wozu) (koche|mache|komme|kriege|lerne|spiele|backe|schreibe|fuhle) (ich|man|wir)\b"
    r"(?!.*\b(lieferant|hersteller|firma|firmen|partner)).*",
    r"(mein|meine|my) (hund|katze|kind|mutter|vater|frau|mann|freundin|freund|oma|dog|cat|child|mother|wife|"
    r"husband|friend) (ist|hat|will|is|has|wants)\b.*",
    r"was kostet (ein|der) (flug|bahnfahrt|fahrkarte|urlaub|kinokarte)\b.*",
    r"are you (a |an |really )*(robot|human|real|bot|there|ok|okay|machine|ai|alive|serious|sure|stupid)\b.*",
    r"(do|can|did) you (speak|like|love|sleep|dream|eat|dance|sing|swim|fly|feel|understand)\b.*",
    r"(who|how|how old|where) are you\b.*", r"what (are you|can you do|do you do|is your name)\b.*",
    r"what( is|s) (the (weather|time|meaning)|up|your name)\b.*", r"what time\b.*",
    r"(tell me a (joke|story)|sing)\b.*", r"why is the sky\b.*",
    r"(good|happy|merry|have a nice|have a good|nice) "
    r"(morning|evening|night|day|afternoon|weekend|new year|christmas|birthday|easter|trip)\b.*",
    r"i( am|m)? (so |very )?(tired|hungry|bored|sad|happy|thirsty|sick)\b.*",
    r"i (love|hate) (you|this|it)", r"i (don ?t|do not) (understand|know|care)",
    r"(see you|never mind|bye)\b.*", r"that( is|s) (\w+ )?(bad|nice|great|good|funny|sad)",
)  # fmt: skip
_CHINESE = (
    r"你(是|叫|几|多大|在干|喜欢|好吗|吃了)(?!.*(供应|生产|厂|公司|企业|采购|找)).*",
    r"你(会|能|懂)(说|讲|唱|跳|做什么|干什么|干嘛|中文|德语|英语).*", r"(今|明|昨)天.{0,3}(天气|星期|几号).*",
    r"(现在)?几点了?|.*天气怎么样|(最近|近来)?怎么样|怎么回事|什么意思",
    r"(早上|上午|中午|下午|晚上|大家|你|您)好|谢谢[你您]?|多谢",
    r"(晚|早)安|再见|拜拜|回头见|明天见", r"哈+|呵+|嗯+|啊+|哦+|嘿+|嘻+", r"(好|是|对|行|可以)的?(吧|啊)?",
    r"不是|不用了?|没事|没关系|对不起|不好意思|不知道|听不懂|帮帮我|算了",
    r"我(爱|恨|喜欢)(你|您).*", r"我(很|好|太)?(好|饿|累|困|无聊|开心|难过|高兴|生气|心情.*)(了|啊)?",
    r"我(不懂|听不懂|不知道|不明白).*", r"讲个(笑话|故事).*|唱.?首.*", r"祝(你|您|大家).*|.*快乐|太.{1,2}了",
    r"为什么.*是.*", r"(怎么|如何)(走|去|做|弄|煮|炒|画|写|学|玩|睡|减肥).*",
    r".{1,8}(怎么走|怎么做|怎么煮|怎么去|好吃吗|好看吗)",
    r"(帮我|给我|请)?写.?(首|篇|封|个|段)(诗|作文|情书|故事|歌|信|代码).*", r".*(会涨|会跌|下雨|下雪)吗?",
    r"(我|我家|我的)(的|家)?(猫|狗|孩子|妈妈|爸爸|老婆|老公|女朋友|男朋友).{0,3}(生病|病|饿|哭|死|走丢).*",
)  # fmt: skip
_ANY_LATIN = re.compile("|".join(_LATIN))
_ANY_CHINESE = re.compile("|".join(_CHINESE))


@lru_cache(maxsize=256)
def is_small_talk(text: str) -> bool:
    """Whether a whole sentence is a greeting, thanks, or chat with the assistant itself."""
    plain = " ".join(tokens(fold(text).replace("'", "").replace("’", "")))
    if len(plain) > _LONGEST:
        return False
    if has_han(plain):
        joined = re.sub(r"(吗|呢|吧|啊|呀)+$", "", plain.replace(" ", ""))
        return _ANY_CHINESE.fullmatch(joined) is not None
    return _ANY_LATIN.fullmatch(plain) is not None
