# What a sentence wants of the assistant: telling words by command, and words that may stand beside them.

wishes-human = human | person | someone | somebody | staff | operator | real people
wishes-company = my entry | our entry | my profile | our profile | company profile | company entry
wishes-delete = delete | erase | remove | forget me
wishes-register = register | registration | sign up | enrol | enroll | join | add my company | add our company | list my company | list our company
wishes-introduce = introduce | introduced | get in touch | contact them | contact this company | contact this firm | meet them
wishes-requests = request | requests | introduction | introductions | status | withdraw | take back
wishes-results = results | hits | result list | search results
wishes-city = belong | in charge | responsible | contact person | member | members | member city | member cities
wishes-topics = subscribe | unsubscribe | subscription | newsletter | no news | no more news
wishes-news = news | events | updates | what is new | next fair | next trade fair | next event | next delegation | next plenary | next meeting | upcoming events | upcoming fairs
wishes-data = my data | our data | data about me | what data | which data | privacy | stored
wishes-help = help | this work | it work | that work | this works | it works | that works | who are you | what are you | what can you do | what can i do | cost | costs | free | manual
wishes-language-de = german
wishes-language-zh = chinese
wishes-language-en = english
wishes-language = language
wishes-all = which | what companies | what firms | all companies | all firms | everything
wishes-filler = city | cities | town | towns | since | when | which | alliance | who | s | if | them | also | i | i'd | i'm | we | we'd | you | he | me | us | my | our | your | a | an | the | to | with | please | can | could | would | will | want | wants | like | need | how | do | does | is | are | am | it | what | whats | what's | where | which | who | show | see | view | know | have | has | about | for | in | of | on | and | hi | hello | hey | now | any | there | let | let's | speak | talk | talking | speaking | company | business | firm | change | switch | update | edit | use | this | that | get | all | everything | more | no | from | up | information | real | actual | contact | list | add | new | alliance | thanks | at | be | stop | bot | assistant | possible | yes | ok | okay | again | back | next | go | once
