"""Words that say nothing of what a text is about, folded as `storage.fold` folds them, by language. Pure.

They are left out of the index of the library: a post shares them with every page. Verbs and wishes of everyday ("get",
"want", "today") are among them, because a page is not found by them either.
"""

from collections.abc import Mapping

COMMON: Mapping[str, str] = {
    "en": """
        a about above absolutely actually after again ago all almost already also although always am amazing an
        and another any anybody anyone anything anyway are around as ask asked at away awesome awful back bad be
        became because become been before began being below best better between big bit both but buy bye by call
        came can cannot come comes coming completely could couldn dear did didn different do does doesn doing
        don done down each early either else end enough even ever every everybody everyone everything exactly
        far feel felt few finally find first for found from full fully further gave general get gets getting
        give given gives glad go goes going gone good got great guess guy guys had half happen happened happy
        hard has hasn have haven having he hear hello help helped hence her here hers hey hi high him himself
        his honestly hope how however i idea if in indeed instead into is isn it its itself just keep kept kind
        knew know known last late later least leave left less let like liked likely literally little ll long
        look looked looking looks lot lots love loved low made mainly make makes making many matter may maybe me
        mean means might mine minute moment month more most mostly much must my myself near nearly need needed
        needs never new next nice no nobody none nor not nothing now of off often oh ok okay old on once one
        ones only onto or other others our ours ourselves out over own part people perhaps please pls point poor
        possible pretty probably put question quite rather re read really reason recently said same saw say
        saying says see seem seemed seems seen self sent several shall she should shouldn show simply since
        small so some somebody someone something sometimes somewhere soon sorry sort start started still stop
        stuff such super sure take taken takes taking talk tell terrible than thank thanks that the their theirs
        them themselves then there therefore these they thing things think third this those though thought three
        through thus time times to today together told tomorrow tonight too took totally toward tried true truly
        try trying turn two under unless until up upon us use used useful user users uses using usually ve very
        via wait waited want wanted wants was wasn way we week weeks well went were weren what whatever when
        whenever where whether which while who whole whom whose why will wish with within without won wonder
        wonderful word work would wouldn wow wrong year years yes yesterday yet you your yours yourself day days
        hour hours morning evening night weekend four five six seven eight nine ten second anymore tbh imo lol
        rt http https www com org html able add added along among apart aren aside based basically behind beside
        besides beyond certain clear clearly close couple easily easy entire especially everywhere except face
        fact fair family feeling fine friend friends fun game giving hand head heard home house interesting job
        kids large life line list live living man men name number obviously open order otherwise ourself person
        personally place plan play problem problems quick quickly rest right room round run running set short
        side simple single sit sounds stand stay story team thinking top towards type understand view walk watch
        water ways white win woman women world worse worst worth write young customer service company product
        products support
        """,
    "de": """
        helfen ab aber ach alle allem allen aller alles als also am an andere anderen anderer anderes auch auf
        aus ausserdem bald bei beide beiden beim bekam bekommen bereits besser beste besten bevor bin bis bisher
        bist bitte bleiben brauche brauchen braucht da dabei dadurch dafur dagegen daher damals damit danach
        daneben dank danke dann daran darauf daraus darf darin daruber darum das dass davon davor dazu dein
        deine dem den denen denn der deren des deshalb dessen dich die dies diese diesem diesen dieser dieses
        dinge dir doch dort drei du durch durfen eben ebenfalls eigentlich ein eine einem einen einer eines
        einfach einige einmal endlich er erst erste ersten es etwa etwas euch euer eure fast fand finde finden
        frage fragen freitag fur gab ganz ganze ganzen gar geben gegen gehen geht gekommen gemacht genau genug
        gerade gern gerne gestern gewesen gibt ging gleich gross grosse gut gute guten guter gutes hab habe
        haben hallo halt hast hat hatte hatten heute hier hilfe hilft hin hinter hoffe ich ihm ihn ihnen ihr
        ihre ihrem ihren ihrer im immer in ins ist ja jahr jahre jahren je jede jedem jeden jeder jedes jemand
        jetzt kam kann kannst kaum kein keine keinen keiner klar klein kleine kommen kommt konnen konnt konnte
        konnten kriege kurz lange langsam lassen leider lesen letzte letzten leute liebe lieber los machen macht
        mal man manche mehr mein meine meinem meinen meiner meist mich minuten mir mit mochte mogen moglich
        montag morgen muss mussen musste nach nachdem nachste nachsten nein neu neue neuen nicht nichts nie
        niemand noch nochmal nun nur ob oben oder oft ohne paar platz problem sache sachen sagen sagt sagte
        schlecht schlechte schnell schon schone sehen sehr sei seid sein seine seinem seinen seiner seit selbst
        sich sicher sie siehe sind so sobald sofort sogar solche soll sollen sollte sondern sonst sowie spater
        stehen steht stunden super tag tage tagen tun tut toll uber uberhaupt uhr um und uns unser unsere
        unserem unseren unter usw viel viele vielen vielleicht vier vom von vor vorher wann war ware waren warte
        warten warum was weg wegen weil weiter welche welcher welches wem wen wenig weniger wenn wer werde
        werden wie wieder wieso will willst wir wird wirklich wissen wo woche wochen wohl wollen wollte worden
        wurde wurden zeit ziemlich zu zum zur zuruck zusammen zwar zwei zwischen kunden kunde firma unternehmen
        produkt service
        """,
    "es": """
        a acaso adios ahi ahora al algo alguien algun alguna algunas alguno algunos alli ambos ante antes anos
        ano aquel aquella aqui asi aun aunque ayer ayuda ayudar bajo bastante bien bueno buena buenas buenos
        buen cada casi cierto como con conmigo contra cosa cosas creo cual cuales cualquier cuando cuanto cuatro
        da dar de debe deben decir del demas demasiado dentro desde despues dia dias dice dicen dijo donde dos
        durante e el ella ellas ellos en encima entonces entre era eran eres es esa esas ese eso esos esta
        estaba estado estamos estan estar estas este esto estos estoy estuve fin fue fueron gente gracias gran
        grande gusta ha haber habia hace hacen hacer hacia haciendo han hasta hay he hecho hemos hizo hola hora
        horas hoy iba igual incluso ir jamas junto la lado largo las le les llega llegar llego llevo lo los
        luego lugar mal mala malo manana manera mas me mejor menos mes meses mi mia mientras mio mis misma mismo
        momento mucha muchas mucho muchos muy nada nadie necesito ni ningun ninguna no noche nos nosotros
        nuestra nuestro nuestros nueva nuevo nunca o os otra otras otro otros para parece parte pasa pasado peor
        pequeno pero persona poco pocos poder podemos podria por porque posible pregunta primera primero
        problema pronto pude puede pueden puedo pues que quien quienes quiere quiero realmente sabe saber se sea
        seguir segun segundo semana semanas senor ser sera si sido siempre sin sino sobre solo somos son soy su
        super sus tal tambien tampoco tan tanto tarde te tener tengo tiempo tiene tienen toda todas todavia todo
        todos tomar trabajo tras tres tu tus tuve tuvo un una unas uno unos usar usted ustedes va vamos van
        varios veces ver verdad vez via voy y ya yo cliente clientes empresa producto servicio
        """,
    "fr": """
        a afin ai ainsi alors an annee annees ans apres assez au aucun aucune aujourd aussi autant autour autre
        autres aux avaient avais avait avant avec avez avoir avons beaucoup bien bon bonjour bonne bonnes bons c
        ca car ce ceci cela celle celles celui cependant ces cet cette ceux chaque chez chose choses comme
        comment contre d dans de deja demain depuis derniere dernier des deux devait devant dire dit dois doit
        doivent donc dont du elle elles en encore enfin ensuite entre envers es est et etaient etais etait etant
        ete etes etre eu eux facon faire fais fait faites fallait faut fin fois font grand grande heure heures
        hier hui ici il ils j jamais je jour jours jusqu l la laquelle le lequel les leur leurs lors lui m ma
        mais mal malgre matin mauvais me meme memes mes merci mien mieux moi moins mois moment mon n ne ni non
        nos notre nous nouveau nouvelle nul on ont or ou oui par parce pas passe pendant personne personnes
        petit petite peu peut peuvent peux plus plusieurs plutot point pour pourquoi pouvait pouvez pouvoir
        premier premiere pres presque probleme puis qu quand quatre que quel quelle quelles quelqu quelque
        quelques quels question qui quoi rien s sa sais salut sans se selon semaine semaines sera ses si sien
        soir sois soit sommes son sont sous souvent suis suite sur surtout t ta tard te tel telle tellement
        temps tes toi ton toujours tous tout toute toutes tres trois trop trouve tu un une utiliser va vais vas
        vers veut veux voici voila voir vos votre vous vraiment vu y client clients entreprise produit service
        aide aider
        """,
    "pt": """
        a acho ainda agora ai alem algo alguem algum alguma algumas alguns ali ambos ano anos antes ao aos
        apenas apos aquela aquele aquilo aqui as assim ate atras atraves bem boa boas bom bons cada casa coisa
        coisas com como comigo consigo contra cujo da dar das de dela dele deles demais depois desde dessa desse
        desta deste deve dia dias disse diz dizer do dois dos duas durante e ela elas ele eles em embora
        enquanto entao entre era eram essa essas esse esses esta estao estar estas estava este estes estou eu
        faz fazer fez ficar ficou fim foi for foram gente gosto grande ha hoje hora horas ia ir isso isto ja la
        lhe lhes logo lugar mais mal maior mas me meio melhor menos mes meses mesma mesmo meu meus minha minhas
        momento muita muitas muito muitos na nada nao nas nem nenhum nenhuma ninguem no noite nos nossa nosso
        nova novo num numa nunca o obrigada obrigado oi ola onde ontem os ou outra outras outro outros para
        parece parte pela pelas pelo pelos pergunta pessoa pessoas pode podem poder por porque posso pouco pra
        precisa preciso primeira primeiro problema qual qualquer quando quanto quase quatro que quem quer quero
        sabe saber se sei seja sem semana semanas sempre sendo ser sera seu seus si sido sim so sob sobre sou
        sua suas tal talvez tambem tanta tanto tao tarde te tem tempo tenho ter teu teve ti tinha tive toda
        todas todo todos trabalho tres tu tudo um uma umas uns usar vai vamos vao ver vez vezes vi voce voces
        vou ajuda ajudar cliente clientes empresa produto servico
        """,
    "it": """
        a abbastanza abbiamo ad adesso agli ai al alcuni alcuno all alla alle allo allora altra altre altri
        altro anche ancora anni anno appena aver avere aveva avevo avete basta bella bello bene ben bisogno
        brutto buon buona buone buoni c casa che chi ci ciao cio circa coi col come comunque con contro cosa
        cose cosi cui d da dai dal dall dalla dalle dallo davvero degli dei del dell della delle dello dentro
        deve devo di dice dire dove dopo dopodomani domani due dunque durante e ecco ed era erano ero essere fa
        faccio fanno fare fatto fin fino forse fra fu fuori gia gente giorni giorno gli grande grazie ha hai
        hanno ho i ieri il in infatti infine insieme invece io l la le lei li lo loro lui lungo ma mai male me
        meglio meno mentre mese mesi mi mia mie miei mio modo molta molte molti molto momento ne nel nell nella
        nelle nello nessuno niente no noi non nostra nostri nostro notte nulla nuovo nuova o od oggi ogni ora
        ore oltre ok paio parte peggio per perche pero persona persone piccolo piu poca pochi poco poi possibile
        posso potete poteva potrebbe prima primo problema proprio puo purtroppo qua qual qualche qualcosa
        qualcuno quale quando quanta quanti quanto quasi quattro quella quelle quelli quello questa queste
        questi questo qui quindi sa sarebbe sara se secondo sei sembra sempre senza sera si sia siamo siete so
        solo sono sopra sotto stata state stati stato sta stanno sto su sua sue sugli sui sul sulla sulle suo
        suoi tanta tante tanti tanto te tempo ti tra tre troppo trovo tu tua tue tuo tuoi tutta tutte tutti
        tutto un una uno usare va vado vai vedere verso vi via voglio voi volta volte vorrei vuoi vuole aiuto
        aiutare cliente clienti azienda prodotto servizio
        """,
    "ar": """
        في من على الى عن مع هذا هذه ذلك تلك التي الذي الذين ما ماذا متى اين كيف لماذا هل لا لم لن ليس ليست كان
        كانت يكون تكون انا انت انتم نحن هو هي هم كل بعض اي او ام ثم قد لقد بعد قبل عند عندما اذا ان انه انها لان
        لكن حتى مثل غير بين منذ كما ايضا جدا فقط شكرا مرحبا السلام عليكم اليوم امس غدا يوم ايام ساعه وقت الان
        هنا هناك شيء اشياء عندي لدي لدينا لكم لنا لي لك له لها بها به فيه فيها عليه عليها منه منها اريد يمكن
        ممكن يجب كنت قال قالت تقول يقول مره مرات سوال مشكله مساعده الرجاء ارجو جيد جيده سيء كثيرا قليلا كثير
        قليل احد شخص ناس الناس عمل العملاء شركه خدمه منتج يا و ف ب ل ك كنا لكي انني لانني وانا وقد وهل فهل الي
        علي بشكل طريقه خلال حول دون تم تمت يتم ارجوكم تحياتي
        """,
    "hi": """
        का की के को में से पर और या है हैं था थी थे हो हूं हूँ हुआ हुई हुए होता होती होते यह ये वह वे इस उस इन
        उन मैं मुझे मेरा मेरी मेरे हम हमें हमारा हमारी हमारे आप आपका आपकी आपके तुम जो कि क्या क्यों कैसे कब कहां
        कहाँ कौन कितना नहीं न ना मत तो भी ही ने एक दो तीन लिए साथ बाद पहले अब तब जब आज कल दिन समय बार बहुत कुछ
        सब सभी कोई किसी अगर लेकिन मगर फिर तक यहां वहां अपना अपनी अपने कर करना करने करते करता करती किया कीजिए
        करें करो रहा रही रहे गया गई गए जा जाना जाता सकता सकते सकती चाहिए चाहता दे देना दिया ले लेना लिया बात लोग
        अच्छा अच्छी बुरा धन्यवाद नमस्ते कृपया मदद सवाल समस्या ग्राहक सेवा कंपनी उत्पाद वाला वाली वाले जैसे ऐसा
        ऐसे अभी आया आई आए मिला मिली मिले मिलेगा मिलेगी गयी वो जी हां हाँ बता बताएं बताइए पता सही गलत जल्दी
        """,
    "ru": """
        и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне было вот
        от меня еще нет о из ему теперь когда даже ну вдруг ли если уже или ни быть был него до вас нибудь опять
        уж вам ведь там потом себя ничего ей может они тут где есть надо ней для мы тебя их чем была сам чтоб
        без будто чего раз тоже себе под будет ж тогда кто этот того потому этого какой совсем ним здесь этом
        один почти мой тем чтобы нее сейчас были куда зачем всех никогда можно при наконец два об другой хоть
        после над больше тот через эти нас про всего них какая много разве три эту моя впрочем хорошо свою этой
        перед иногда лучше чуть том нельзя такой им более всегда конечно всю между день дня сегодня вчера завтра
        спасибо привет пожалуйста очень просто это эта который которые которая помощь вопрос проблема хочу могу
        """,
}
