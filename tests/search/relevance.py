"""What readers ask of the demo record, and what they should find among the first three.

Each line: the language of the page, the question, and the slugs of which one is expected.
"""

from typing import NamedTuple


class Question(NamedTuple):
    """A question and its answers."""

    language: str
    text: str
    expected: tuple[str, ...]


LINES = """
# words in other forms
ru | договор о стратегическом партнёрстве и союзнических отношениях | dogovor-2005
ru | договора 2005 года | dogovor-2005
ru | союзническое взаимодействие | deklaraciya-soyuznichestvo-2022
ru | правового статуса каспийского моря | konvenciya-kaspiy-2018 status-kaspiya
ru | конвенции о статусе Каспия | konvenciya-kaspiy-2018 proekt-konvencii-1994 status-kaspiya
ru | каспийских саммитов | kaspiyskie-sammity
ru | пятом каспийском саммите | kaspiyskiy-sammit-5
ru | соглашения о разграничении дна | soglashenie-dno-kaspiya-2001 soglashenie-dno-kaspiya-2003
ru | железной дорогой Баку Тбилиси Карс | zapusk-btk-2017 rekonstrukciya-btk btk-moshchnost
ru | казахстанскую нефть транзитом | tranzit-nefti soglashenie-tranzit-nefti-2024 memorandum-kmg-socar-2023
ru | дорожную карту среднего коридора | dorozhnaya-karta-sredniy-koridor-2022 obnovlenie-dorozhnoy-karty-2024
ru | дни культуры | dni-kultury dni-kultury-kazahstana-2023 dni-kultury-azerbaydzhana-2024
ru | дней культуры Казахстана в Азербайджане | dni-kultury-kazahstana-2023
ru | средними державами | srednie-derzhavy
ru | заседания высшего межгосударственного совета | vysshiy-mezhgosudarstvennyy-sovet vysshiy-sovet-1 vysshiy-sovet-2
ru | дипломатических отношений установление | ustanovlenie-dipotnosheniy
ru | товарооборота | tovarooborot
ru | объём взаимной торговли агропром | torgovlya-apk
ru | пропускной способности коридора | koridor-moshchnost
ru | перевозки по среднему коридору | koridor-gruzy
ru | запасов нефти | zapasy-nefti
ru | рост ввп казахстана | vvp-rost
ru | туризм | turizm
ru | визиты Токаева в Баку | vizit-tokaeva-v-baku-2022 vizit-tokaeva-v-baku-2024
ru | визит Назарбаева | vizit-nazarbaeva-v-baku-2005
ru | инаугурация Алиева | inauguraciya-alieva-2024
ru | бизнес-форуме | biznes-forum biznes-forum-2025
ru | контракту века | kontrakt-veka-1994
ru | зелёную энергию | zelenaya-energiya soglashenie-zelenaya-energiya-cop29 sovet-po-zelenoy-energii
ru | подводного кабеля | memorandum-zelenyy-kabel-2025
ru | побратимы Туркестан и Шуша | pobratimstvo-turkestan-shusha
ru | культурно-гуманитарное сотрудничество | kulturno-gumanitarnoe-sotrudnichestvo
ru | электронные госуслуги Казахстана | govtech-kazahstan gosuslugi-chislo gosuslugi-onlayn
ru | интервью посла | intervyu-posla-2025
ru | от визита к визиту | ot-vizita-k-vizitu
ru | сборник 2024 | sbornik-2024
ru | "каспийский саммит" третий | kaspiyskiy-sammit-3 zayavlenie-kaspiy-2010 protokol-kaspiy-2010
ru | саммит -каспийский тюркских | sammit-otg-12 sammity-otg organizaciya-tyurkskih-gosudarstv
ru | транскасп* маршрут | transkaspiyskiy-marshrut tmtm associaciya-tmtm
ru | договор о нераспространении | dogovor-nerasprostranenie
ru | взаимное признание дипломов моряков | soglashenie-diplomy-moryakov
ru | информационная безопасность | memorandum-infobezopasnost-2024 sluzhba-infobezopasnosti-az
# names, in any spelling
ru | Токаев | kasym-zhomart-tokaev
ru | Токаева Касым-Жомарта | kasym-zhomart-tokaev
ru | Tokayev | kasym-zhomart-tokaev
en | Tokaev | kasym-zhomart-tokaev
en | Токаев | kasym-zhomart-tokaev
kk | Тоқаев | kasym-zhomart-tokaev
az | Tokayev | kasym-zhomart-tokaev
ru | Aliyev | ilham-aliev
ru | Алиева Ильхама | ilham-aliev
az | Əliyev | ilham-aliev
az | Ilham Eliyev | ilham-aliev
kk | Әлиев | ilham-aliev
en | Aliev | ilham-aliev
ru | Nazarbayev | nursultan-nazarbaev
ru | Шафиеву | farid-shafiev
en | Shafiev Farid | farid-shafiev
az | Şəfiyev | farid-shafiev
en | Erkin Tukumov | erkin-tukumov
en | Yerkin Tukumov | erkin-tukumov
ru | Велизаде | ilgar-velizade
az | Velizade | ilgar-velizade
en | Mammadov | nurad-mamedov
ru | Жампетовой | aygerim-zhampetova
en | Zhampetova | aygerim-zhampetova
en | Suleimenov | olzhas-suleymenov
ru | Сулейменова наградили | orden-sharaf-2021 olzhas-suleymenov
ru | КИСИ | kisi
ru | ЦАМО | camo
ru | SOCAR | socar
ru | сокар | socar memorandum-kmg-socar-2019 memorandum-kmg-socar-2023
ru | КазМунайГаз | kazmunaygaz
en | Samruk KazMunayGas | kazmunaygaz
ru | фонд Алиева | fond-geydara-alieva
en | Heydar Aliyev Foundation | fond-geydara-alieva
az | Heyder Eliyev Fondu | fond-geydara-alieva
ru | Атамекен | atameken
ru | ОТГ | organizaciya-tyurkskih-gosudarstv sammity-otg sammit-otg-12 programma-energetiki-otg
en | Baku State University | bgu
ru | ШОС | shos
ru | Гаджиев | hikmet-gadzhiev
az | Haciyev | hikmet-gadzhiev
en | Hajiyev | hikmet-gadzhiev
kk | Сәтқалиев | almasadam-satkaliev
az | Əhmədov | n-ahmadov
# typing errors
ru | каспиский самит | kaspiyskie-sammity kaspiyskiy-sammit-1 kaspiyskiy-sammit-2 kaspiyskiy-sammit-3 kaspiyskiy-sammit-4 kaspiyskiy-sammit-5
ru | нефтянной тразит | tranzit-nefti tranzit-nefti-plan soglashenie-tranzit-nefti-2024 generalnoe-soglashenie-tranzit-2022
ru | Назарбаеев | nursultan-nazarbaev
ru | Токаевв | kasym-zhomart-tokaev
ru | Тукумав | erkin-tukumov
ru | культурно-гуманитарное сотрудничесво | kulturno-gumanitarnoe-sotrudnichestvo
ru | товарообарот | tovarooborot tovarooborot-rost tovarooborot-cel
ru | меморандом KMG SOCAR | memorandum-kmg-socar-2019 memorandum-kmg-socar-2023
ru | окинавскя хартия | okinavskaya-hartiya-2000
ru | цифровизацыя | cifrovizaciya
ru | межправкомисия межправительственая | mezhpravkomissiya-21 mezhpravitelstvennaya-komissiya
en | Casipan summit | kaspiyskie-sammity kaspiyskiy-sammit-1 kaspiyskiy-sammit-2 kaspiyskiy-sammit-3 kaspiyskiy-sammit-4 kaspiyskiy-sammit-5
en | midle coridor | sredniy-koridor dorozhnaya-karta-sredniy-koridor-2022 platforma-koridora-2024
en | Nazarbayv | nursultan-nazarbaev
en | strategc partnership treaty | dogovor-2005
# English
en | Middle Corridor | sredniy-koridor
en | treaty on strategic partnership | dogovor-2005
en | convention legal status Caspian | konvenciya-kaspiy-2018
en | Caspian summits | kaspiyskie-sammity
en | days of culture | dni-kultury dni-kultury-kazahstana-2023 dni-kultury-azerbaydzhana-2024
en | trade turnover | tovarooborot
en | middle powers | srednie-derzhavy
en | green energy agreements | soglashenie-zelenaya-energiya-cop29 zelenaya-energiya
en | oil transit through Azerbaijan | tranzit-nefti soglashenie-tranzit-nefti-2024 memorandum-kmg-socar-2023
en | digitalization | cifrovizaciya
en | supreme interstate council | vysshiy-mezhgosudarstvennyy-sovet vysshiy-sovet-1 vysshiy-sovet-2
en | expert council | ekspertnyy-sovet
en | COP29 | cop29 soglashenie-zelenaya-energiya-cop29
en | Contract of the Century | kontrakt-veka-1994
en | opening of the port of Baku | otkrytie-bakinskogo-porta-2018
# Kazakh, with its letters and without
kk | Орта дәліз | sredniy-koridor
kk | орта дализ | sredniy-koridor
kk | Каспий теңізі | kaspiy
kk | каспий тенизи | kaspiy
kk | Каспий саммиті | kaspiyskie-sammity kaspiyskiy-sammit-1 kaspiyskiy-sammit-2 kaspiyskiy-sammit-3 kaspiyskiy-sammit-4 kaspiyskiy-sammit-5
kk | түркі ынтымақтастығы | tyurkskoe-sotrudnichestvo
kk | турки ынтымактастыгы | tyurkskoe-sotrudnichestvo
kk | қауіпсіздік | bezopasnost
kk | мәдениет пен білім | kultura-i-obrazovanie
kk | көлік | transport
kk | жасыл энергия | zelenaya-energiya
kk | Түркі мемлекеттері ұйымының саммиті | sammity-otg sammit-otg-12
kk | Іскерлік кеңес | delovoy-sovet delovoy-sovet-1
# Azerbaijani, with its letters and without
az | Orta Dəhliz | sredniy-koridor
az | orta dehliz | sredniy-koridor
az | Xəzər dənizi | kaspiy
az | xezer denizi | kaspiy
az | Xəzər sammitləri | kaspiyskie-sammity
az | birinci xezer sammiti | kaspiyskiy-sammit-1
az | mədəniyyət günləri | dni-kultury dni-kultury-kazahstana-2023 dni-kultury-azerbaydzhana-2024
az | yasil enerji | zelenaya-energiya sovet-po-zelenoy-energii
az | Əsrin müqaviləsi | kontrakt-veka-1994
az | esrin muqavilesi | kontrakt-veka-1994
az | Türk əməkdaşlığı | tyurkskoe-sotrudnichestvo
az | Ekspert Şurası | ekspertnyy-sovet
az | strateji terefdaslıq muqavilesi | dogovor-2005 deklaraciya-druzhba-2004 deklaraciya-partnerstvo-bez-daty
az | Bakı limanı | bakinskiy-port otkrytie-bakinskogo-porta-2018
# across languages and scripts
ru | Middle Corridor | sredniy-koridor middle-corridor-multimodal soglashenie-middle-corridor-multimodal
ru | dogovor 2005 | dogovor-2005
ru | Xəzər dənizi | kaspiy
en | Каспийское море | kaspiy
az | Средний коридор | sredniy-koridor
kk | Средний коридор | sredniy-koridor
en | КИСИ | kisi
az | КИСИ | kisi
# questions
ru | кто возглавляет КИСИ | kisi erkin-tukumov
en | how much cargo goes through the Middle Corridor | sredniy-koridor koridor-gruzy transkaspiyskiy-marshrut
ru | COP-29 | cop29 soglashenie-zelenaya-energiya-cop29
az | Xəzərin hüquqi statusu | konvenciya-kaspiy-2018
kk | Каспий теңізінің құқықтық мәртебесі | konvenciya-kaspiy-2018
# places
ru | Шуша | poezdka-v-shushu-2024 pobratimstvo-turkestan-shusha
az | Susa | poezdka-v-shushu-2024 pobratimstvo-turkestan-shusha
en | Shusha | poezdka-v-shushu-2024 pobratimstvo-turkestan-shusha
ru | порт Актау | port-aktau-teu port-aktau-modernizaciya port-aktau-terminal otgruzka-aktau-2023
ru | Сиань | otkrytie-centra-v-siane-2024 poezd-sian-apsheron-2024 dogovorennost-sian sian-dolya
ru | Хоргос | poezdka-posla-horgos-2025
ru | Зангезурский коридор | zangezur-otkrytie-2028 zangezur-azerbaydzhan-2026
# acronyms, of bodies and of routes
ru | ТМТМ | tmtm transkaspiyskiy-marshrut tmtm-2023 memorandum-tmtm-dtc-2023
en | TITR | tmtm tmtm-2023 memorandum-tmtm-dtc-2023 transkaspiyskiy-marshrut
ru | КТЖ | ktzh memorandum-port-ktzh-2022
en | KMG | kazmunaygaz memorandum-kmg-socar-2019
ru | СВМДА | svmda sammity-svmda sammit-svmda-2026
en | CICA summit | sammity-svmda sammit-svmda-2026
en | OTS | organizaciya-tyurkskih-gosudarstv sammity-otg programma-energetiki-otg
ru | ВМС | reshenie-vms-1 vysshiy-mezhgosudarstvennyy-sovet vysshiy-sovet-1
ru | БТК | zapusk-btk-2017 rekonstrukciya-btk btk-moshchnost btk-uchastok btk-vlozheniya
en | BTK railway | zapusk-btk-2017 rekonstrukciya-btk btk-moshchnost
az | TBNM | tmtm tmtm-2023 associaciya-tmtm memorandum-tmtm-dtc-2023
kk | ТХКБ | tmtm tmtm-2023 associaciya-tmtm memorandum-tmtm-dtc-2023
kk | АӨСШК | svmda sammity-svmda sammit-svmda-2026
az | AQEM sammiti | sammit-svmda-2026 sammity-svmda
ru | ЕБРР | ebrr
ru | АБИИ | abii
ru | ТюркПА | tyurkpa
# years, months and numbers
ru | визит 2005 года | vizit-nazarbaeva-v-baku-2005
ru | август 2022 визит Токаева | vizit-tokaeva-v-baku-2022
ru | декларации 2004 года | deklaraciya-druzhba-2004
en | treaty of 2005 | dogovor-2005
az | 2005-ci il müqaviləsi | dogovor-2005
kk | 2005 жылғы шарт | dogovor-2005
ru | саммит 2010 года | kaspiyskiy-sammit-3
en | October 2025 visit | vizit-alieva-v-astanu-2025
ru | ноябрь 2023 | memorandum-tmtm-dtc-2023 tmtm-2023 dni-kultury-kazahstana-2023 trehstoronnyaya-vstrecha-baku-2023 kommyunike-energiya-2023 pilot-tez-gomruk-2023
ru | XII саммит | sammit-otg-12
ru | V Каспийский саммит | kaspiyskiy-sammit-5
ru | 3-й Каспийский саммит | kaspiyskiy-sammit-3
ru | 12 саммит ОТГ | sammit-otg-12
ru | 21-е заседание межправительственной комиссии | mezhpravkomissiya-21
ru | каспийский саммит 2014 | kaspiyskiy-sammit-4 zayavlenie-kaspiy-2014 kommyunike-kaspiy-2014
# agreements and events as one speaks of them
ru | конвенция ООН по морскому праву | konvenciya-oon-1982
ru | мирный договор с Арменией | mirnyy-dogovor-az-am
en | peace treaty Armenia | mirnyy-dogovor-az-am
az | ermenistan sulh muqavilesi | mirnyy-dogovor-az-am
az | Paris sazisi | parizhskoe-soglashenie
ru | волоконно оптической линии по дну каспия | kontrakt-volokno-2022
en | fibre optic cable Caspian | kontrakt-volokno-2022
ru | делимитация дна каспия | soglashenie-dno-kaspiya-2001 soglashenie-dno-kaspiya-2003
kk | Каспий теңізінің түбін бөлу | soglashenie-dno-kaspiya-2001 soglashenie-dno-kaspiya-2003
az | xezer denizinin statusu haqqinda konvensiya | konvenciya-kaspiy-2018 proekt-konvencii-1994
kk | стратегиялык ариптестик туралы шарт | dogovor-2005
ru | совместное заявление 20-летие договора | zayavlenie-20-letie-2025
ru | конвенция о правовом статусе Каспия подписана в Актау в 2018 году | konvenciya-kaspiy-2018 kaspiyskiy-sammit-5
ru | меморандум о взаимопонимании энергосистем | memorandum-energosistemy-2024
ru | нераспространение ядерного оружия | dogovor-nerasprostranenie
ru | купля-продажа нефти | memorandum-kuplya-prodazha-nefti-2024
ru | поездка в Шушу | poezdka-v-shushu-2024
ru | саммит тюркских государств | sammity-otg sammit-otg-12 organizaciya-tyurkskih-gosudarstv
az | turk dovletleri teskilati | organizaciya-tyurkskih-gosudarstv sammity-otg sammit-otg-12
ru | улица Гейдара Алиева | otkrytie-ulicy-alieva-astana
az | Heydər Əliyev küçəsi | otkrytie-ulicy-alieva-astana
az | dorduncu xezer sammiti | kaspiyskiy-sammit-4
kk | бесинши каспий саммити | kaspiyskiy-sammit-5
kk | жогары мемлекетаралык кенес | vysshiy-mezhgosudarstvennyy-sovet vysshiy-sovet-1 vysshiy-sovet-2
az | hokumetlerarasi komissiya | mezhpravitelstvennaya-komissiya mezhpravkomissiya-21
az | cenub qaz dehlizi | yuzhnyy-gazovyy-koridor
az | zengezur dehlizi | zangezur-otkrytie-2028 zangezur-azerbaydzhan-2026
ru | Тез Гомрук | pilot-tez-gomruk-2023 tez-gomruk-vremya
az | Tez Gömrük | pilot-tez-gomruk-2023
kk | жасанды интеллект | poseshchenie-alem-ai-2025
az | Şərəf ordeni | orden-sharaf-2021
en | opening of Heydar Aliyev street in Astana | otkrytie-ulicy-alieva-astana
en | diplomatic relations established 1992 | ustanovlenie-dipotnosheniy
# people in cases and spellings
ru | Бжезинскому Збигневу | zbignev-bzhezinskiy
en | Brzezinski | zbignev-bzhezinskiy
ru | Маккиндера | makkinder
ru | Абдикеримову | gaydar-abdikerimov
ru | Курмашева | aydar-kurmashev
ru | Карабаевым | marat-karabaev
kk | Қарабаев | marat-karabaev
az | Rustemov | rovshan-rustamov
ru | Гумметова | rahman-gummetov
ru | Хумматов | rahman-gummetov
ru | Атамогланова | agalar-atamoglanov
az | Atamoğlanov | agalar-atamoglanov
ru | Мусабекову | aliya-musabekova
ru | Назарбаеве | nursultan-nazarbaev
ru | Шафиевым | farid-shafiev
ru | Жампетову | aygerim-zhampetova
ru | Мамедлов | nurad-mamedov
az | Memmedov | nurad-mamedov
en | Velizadeh | ilgar-velizade
az | Qasım Comərt Tokayev | kasym-zhomart-tokaev
kk | Касым Жомарт | kasym-zhomart-tokaev
ru | кто председатель ЦАМО | camo farid-shafiev
az | Qarabağ | mirotvorchestvo
# figures
ru | добыча газа | dobycha-gaza
en | oil production | dobycha-nefti
az | ticaret dovriyyesi | tovarooborot tovarooborot-rost tovarooborot-cel
kk | тауар айналымы | tovarooborot tovarooborot-rost tovarooborot-cel
ru | расходы на оборону | oborona-az oborona-kz
en | defence spending | oborona-az oborona-kz
ru | возобновляемые источники энергии | vie-moshchnost vie-obekty vie-dolya vie-potencial vie-novye zelenaya-energiya
az | bərpa olunan enerji | vie-moshchnost vie-obekty vie-dolya vie-potencial vie-novye zelenaya-energiya
en | e-government ranking | oon-elektronnoe oon-onlayn
ru | осетровые мораторий | kaspiy-moratoriy
az | neft hasilatı | dobycha-nefti
# more slips of the hand
ru | высший межгосударственый совет | vysshiy-mezhgosudarstvennyy-sovet vysshiy-sovet-1 vysshiy-sovet-2
ru | конвенцыя о статусе каспия | konvenciya-kaspiy-2018 proekt-konvencii-1994
ru | Зангизурский каридор | zangezur-otkrytie-2028 zangezur-azerbaydzhan-2026
ru | транскаспийскй маршрут | transkaspiyskiy-marshrut tmtm
ru | енергетика | energetika energeticheskaya-sfera
ru | стратигическое партнерство | dogovor-2005 deklaraciya-druzhba-2004 deklaraciya-partnerstvo-bez-daty
ru | меморондум о сотрудничестве | memorandum-damu-kobia memorandum-centr-fond-2019 memorandum-centr-issledovaniya-2019 memorandum-port-ktzh-2022 memorandum-dtc-gruziya-2024
en | Organisation of Turkic Staets | organizaciya-tyurkskih-gosudarstv sammity-otg
en | inaguration | inauguraciya-alieva-2024
ru | Лянюньган контейнеры | konteynery-lyanyungan-2024
ru | kaspiyskiy sammit | kaspiyskie-sammity kaspiyskiy-sammit-1 kaspiyskiy-sammit-2 kaspiyskiy-sammit-3 kaspiyskiy-sammit-4 kaspiyskiy-sammit-5
ru | sredniy koridor | sredniy-koridor
"""

QUESTIONS = [
    Question(language.strip(), text.strip(), tuple(expected.split()))
    for language, text, expected in (
        line.split(" | ") for line in LINES.splitlines() if line and not line.startswith("#")
    )
]
