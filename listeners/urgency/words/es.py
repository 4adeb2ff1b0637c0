"""Spanish."""

WORDS = {
    "grammar": """
        el, los, las, una, que, es, y, en, con, por, para, pero, mi, me, se, muy, esta, este, no, como, cuando,
        porque, lo, un, del, al, ya, llevo, soy, son, mas, ni, yo, tengo, hoy, otro, manana, hasta, meses, noche,
        hace, tiene, tienen, caja, quien, asi, te, tambien, fue, eso, despues, correo, lleva, sale, viernes,
        tarjeta, nueva, buenas, hola, sigue, final, equipo, nuevo, ocho, guia, mismo, puerta, ese, estan, turno,
        paso, quedo, paquete, cuatro, personas, ella, sus, ahora, piden, llegamos, vuelo, dicen, dijo, jueves,
        martes, buen, calle, piso, espanol, ayer, hijo, senora, cayo, diez, perro, decia, mira, tienda, viejo, ahi,
        parque, proximo, choque, cocina, dio, poner, trabajo, viaje, ustedes, barrio""",
    "personal": """
        yo, mi, mis, me, nos, nuestro, nuestra, tengo, llevo, quiero, necesito, estoy, compre, pedi, ustedes""",
    "no": "no, nunca, sin, ni, jamas, nada, ningun, ninguna, tampoco",
    "good": """
        bueno, buena, buenos, excelente*, genial, perfecto, perfecta, encanta, encanto, gracias, recomiendo,
        recomendable, feliz, contento, contenta, mejor, increible, maravillos*, fantastic*, rapido, amable, amables,
        estupend*, delicios*, precioso, preciosa, preciosos, preciosas, preciosidades, generoso, generosa,
        buenisim*, buenazo, buenaza, muy bueno, muy buena, muy buenos, muy buenas, que bueno, que buena, que bien,
        muy bien, super bien, todo bien, me gusta, me gustan, me gusto, me gustaron, me gusta mucho, me encantan, me
        encantaron, me encantaria, nos encanta, nos encanto, encantad*, te amo, te quiero, te quiero mucho, tqm, los
        amo, las amo, la amo, lo amo, los quiero mucho, amo esto, amo este, amo esta, amo mi, adoro, adorable*, la
        adoro, lo adoro, mi amor, enamorad*, hermos*, bellisim*, bellos, bellas, lindo, linda, lindos, lindas,
        lindisim*, guapo, guapa, guapos, guapas, guapisim*, tierno, tierna, ternura, dulzura, magnific*,
        espectacular*, extraordinari*, asombros*, impresionante*, alucinante*, flipante, deslumbrante*, fabulos*,
        fenomenal*, sensacional*, brillante, inmejorable*, insuperable*, impecable*, sublime, fascinante, fascinad*,
        me fascina, me fascino, exquisit*, riquisim*, que rico, que rica, muy rico, muy rica, sabros*, perfectos,
        perfectas, perfectamente, geniales, genialidad, genia, increibles, buenas noticias, buena noticia,
        grandios*, de lujo, un diez, 10 de 10, diez de diez, de maravilla, maravilla, lo mejor, el mejor, la mejor,
        los mejores, las mejores, mejores, mejorado mucho, ha mejorado, recomendad*, super recomendado, lo
        recomiendo, la recomiendo, los recomiendo, muchas gracias, mil gracias, muchisimas gracias, graciasss,
        graciass, grax, agradecid*, agradezco, les agradezco, se agradece, gratitud, felicidad, felicitaciones,
        felicito, los felicito, enhorabuena, feliz cumpleanos, feliz cumple, feliz dia, feliz navidad, feliz ano,
        feliz finde, felicisim*, contentos, contentas, contentisim*, alegre, alegres, alegria, alegrias, me alegro,
        me alegra, nos alegra, alegrarme, emocionad*, emocionante*, que emocion, ilusionad*, que ilusion, me hace
        ilusion, no puedo esperar, con muchas ganas, orgullos*, que orgullo, satisfech*, satisfaccion, complacid*,
        dichos*, afortunad*, bendecid*, bendiciones, bendicion, que suerte, que afortunad*, buena suerte, mucha
        suerte, exitazo, todo un exito, exitos*, chido, chida, chidos, chidas, chidisim*, chingon, chingona,
        chingones, que padre, esta padre, muy padre, padrisim*, poca madre, que chulo, que chula, chulisim*, mola,
        molan, mola mucho, molon, guay, que guay, bacan, bacano, bacana, bakan, chevere, cheveres, copado, copada,
        re copado, buena onda, que buena onda, una joya, de puta madre, cojonud*, temazo, temon, peliculon,
        partidazo, crack, cracks, idolo, idola, la rompe, la rompio, la rompieron, lo peta, lo petan, que pasada,
        una pasada, que gozada, gozada, disfrute mucho, divertid*, divertirme, que risa, gracios*, jajaja, jajajaja,
        jajajajaja, jajaj, jejeje, jijiji, risas, sonrisa, sonrisas, sonreir, gran trabajo, buen trabajo, gran
        servicio, buen servicio, buen dia, buen finde, gran equipo, gran dia, gran experiencia""",
    "bad": """
        malo, mala, malos, mal, pesimo, pesima, horrible, terrible, peor, asco, verguenza, vergonzoso, decepcion*,
        decepcionad*, inutil*, odio, harto, harta, enfadad*, indignad*, basura, fatal, lamentable, inaceptable,
        desastre, mentira, mienten, mentirosos, estafador*, malisim*, penoso, ridiculo, malas, muy mal, muy malo,
        muy mala, que mal, que malo, que mala, me siento mal, va de mal, mal servicio, mala atencion, mala
        experiencia, mal trato, maltrat*, mala calidad, mala onda, mala suerte, mala noticia, malas noticias, mal
        educad*, maleducad*, pesimos, pesimas, pesimamente, horribles, horroros*, horrendo, horrenda, horror, que
        horror, terribles, terriblemente, peores, lo peor, el peor, la peor, los peores, las peores, cada vez peor,
        espantos*, nefast*, atroz, atroces, deplorable*, lamentables, patetic*, penosa, penosos, penosas, que pena,
        me da pena, da pena, dan pena, pena ajena, vergonzosa, vergonzosos, vergonzosas, verguenza ajena, que
        verguenza, deberia darles, sinverguenza*, caradura*, descarad*, desfachatez, asqueros*, asquito, que asco,
        da asco, dan asco, me da asco, repugnante*, repulsiv*, nauseabund*, vomitiv*, odia, odian, odie, odiar, odio
        esto, te odio, los odio, las odio, lo odio, la odio, odios*, detest*, aborrezco, no soporto, no aguanto, no
        los soporto, insoportable*, insufrible*, intolerable*, hartos, hartas, me tienen hart*, estoy hart*,
        hartazgo, cansado de, cansada de, hasta los cojones, hasta los huevos, hasta las narices, hasta la madre,
        hasta el gorro, hasta la coronilla, que rabia, me da rabia, rabia, rabioso, enojad*, enojo, me enoja,
        enfado, cabread*, cabreo, me cabrea, encabronad*, emputad*, furios*, enfurecid*, indignacion, indignante*,
        me indigna, irritante*, me irrita, frustrad*, frustrante*, frustracion, me molesta, me molesto mucho, que
        molesto, fastidio, me fastidia, fastidios*, desesperad*, desesperante*, desesperacion, me desespera, estres,
        estresad*, estresante*, ansiedad, angustia, angustiad*, agobiad*, agobio, agobiante, triste, tristes,
        tristeza, tristisim*, que triste, entristec*, deprimid*, deprimente*, deprimo, llorando, lloro, quiero
        llorar, me hace llorar, me duele, dolid*, doloros*, sufriendo, sufro, sufrir, sufrimiento, infeliz,
        infelices, desgracia, desgracias, desgraciad*, miserable*, amargad*, amargura, te extrano, los extrano, me
        siento sol*, soledad, da miedo, aterrad*, preocupad*, me preocupa, defraudad*, desilusion*, que desilusion,
        chasco, fiasco, fracaso, fracasad*, mierda, mierdas, una mierda, vaya mierda, que mierda, a la mierda,
        mierdoso, porqueria, porquerias, cagada, la cagaron, la cagan, me cago en, cagan todo, puta mierda, puto
        asco, puta, putos, puto, hijos de puta, hijo de puta, hdp, hijueputa, gonorrea, malparid*, hijos de perra,
        cabron, cabrones, cabrona, gilipollas, gilipollez, imbecil*, idiota*, estupid*, tonteria, tonterias, tarad*,
        pendejo, pendejos, pendeja, pendejadas, boludos, pelotudo, pelotudos, pelotudez, culero, culeros, culiao,
        culiados, weon culiao, mamadas, no mamen, no mames, chingaderas, chinguen, chinga tu madre, ctm, ptm, la
        concha, verga de servicio, vale verga, valen verga, joder, jodid*, no jodan, carajo, mamarracho,
        mamarrachada, payasos, payasada, payasadas, ridicula, ridiculos, ridiculas, ridiculez, bochorno, bochornos*,
        burla, se burlan, una burla, tomadura de pelo, falta de respeto, faltas de respeto, irrespetuos*, grosero,
        grosera, groseros, groseras, groseria, prepotente*, antipatic*, desagradable*, incompetente*, incompetencia,
        inepto, ineptos, inepta, ineptas, ineptitud, negligen*, irresponsable*, inservible*, no vale nada, no valen
        nada, no vale un, no lo recomiendo, no la recomiendo, no los recomiendo, no recomiendo""",
    "bad?": """
        problema, problemas, queja, quejas, caro, tarde, lento, roto, sucio, frio, caros, sucia, mediocre*, flojo,
        floja, insipid*, soso, sosa, meh, uff, ay no, desgraciadamente, lamentablemente, por desgracia, por culpa,
        complicad*, confus*, incomod*, ruidos*, agotad*, nervios*, dudos*, sospechos*, quejarme, quejarse, me quejo,
        lastima, que lastima, ninguna gracia, extrano mucho, echo de menos""",
    "help": """
        ayuda, ayudame, ayudenme, necesito ayuda, por favor ayud*, pueden ayudarme, puede alguien, necesito que,
        quiero que, exijo, urgente, solucion, contacten, respondan, necesito mi, quiero mi, que hago, arreglen*, por
        favor revis*, necesito una solucion, necesito solucion, quiero una solucion, quiero una respuesta, necesito
        una respuesta, necesito respuesta, exijo una, exijo que, exigimos, solicito ayuda, solicito apoyo, pido
        ayuda, alguien me ayuda, alguien me ayude, me pueden ayudar, me podrian ayudar, me puedes ayudar, me podeis
        ayudar, podrian ayudarme, podeis ayudarme, puedes ayudarme, ayuden, ayudenos, ayudanos, ayudadme""",
    "question": """
        como puedo, como se, alguien sabe, sabeis si, saben si, cuando va, cuando llega, donde puedo, por que, se
        puede, es posible, puedo, pueden, hay alguna, donde esta""",
    "broken": """
        no funciona, no funcionan, dejo de funcionar, no sirve, no carga, no abre, no puedo entrar, no puedo
        acceder, no me deja, averiad*, estropead*, se cierra, se cae, caido, caida, error, errores, fallo, fallos,
        falla, se bloquea, defectuos*, no arranca, no enciende, sin servicio, no me funciona, no me funcionan, ya no
        funciona, no funciono, no esta funcionando, sigue sin funcionar, no esta cargando, no me carga, no cargan,
        no me abre, no abren, no se abre, no puedo ingresar, no deja entrar, no puedo abrir, no puedo usar, no puedo
        conectarme, no puedo pagar, no se conecta, no conecta, no me conecta, no tengo internet, no tengo servicio,
        no tengo senal, no hay internet, no hay servicio, no hay senal, sin internet, sin conexion, sin senal""",
    "money": """
        reembolso, devolucion, devuelvan, devolver mi dinero, mi dinero, cobrado dos veces, cobraron dos veces, me
        cobraron, me han cobrado, cobro indebido, cobro doble, doble cargo, estafa, estafado, fraude, robo, me
        robaron, compensacion, devuelvanme, devuelveme, devolvedme, devuelvan mi, quiero mi dinero, mi plata,
        devuelvan la plata, devuelvan el dinero, devolver el dinero, devolverme el dinero, me devuelvan, me
        devuelven, no me devuelven, no me reembolsan, cobrado de mas, cobraron de mas, cobran de mas, me estan
        cobrando, me siguen cobrando, siguen cobrando, me cobran, me cobro, cobros indebidos, cargo no reconocido,
        cargos no reconocidos""",
    "money?": "factura, cobro, cargo, pago, pagar, pague, precio, tarifa",
    "slow": """
        nadie responde, nadie contesta, no responden, no contestan, no me contestan, no atienden, sin respuesta,
        sigo esperando, llevo esperando, esperando, no ha llegado, no llega, no llego, nunca llego, retraso,
        retrasad*, semanas, no me hacen caso, ignoran, nadie me responde, nadie me contesta, nadie atiende, nadie me
        atiende, nadie me ayuda, nadie da respuesta, nadie soluciona, no me responden, no me atienden, no dan
        respuesta, no dan solucion, no me resuelven, no resuelven, no solucionan, no responde nadie, no contesta
        nadie, no han respondido, no han contestado, ninguna respuesta, sin solucion, sin noticias, sin novedades,
        aun espero, aun esperando, todavia espero, todavia esperando, sigo sin, seguimos sin, seguimos esperando,
        llevamos esperando""",
    "churn": """
        darme de baja, dar de baja, cancelar mi, cancelo mi, cambiarme a, me cambio a, me voy a otra, nunca mas, no
        vuelvo, no volvere, no compro mas, ultima vez, desinstal*, perdido un cliente, dado de baja, darse de baja,
        darnos de baja, dare de baja, solicitar la baja, pedir la baja, pido la baja, quiero la baja, tramitar la
        baja, voy a cancelar, quiero cancelar, voy a cambiarme, quiero cancelar mi, cancele mi, cancelare mi,
        cancelando mi, cancelado mi suscripcion, cancelar la suscripcion, cancelar mi suscripcion, cancelar el
        servicio, cancelar el contrato, me cambio de, cambiarme de, cambiar de compania, cambiar de operador*,
        cambio de compania, cambiare de, me cambie a, me largo, a la competencia""",
    "threat": """
        mi abogado, mis abogados, abogada, acciones legales, voy a denunciar, los denuncio, denunciare, los voy a
        demandar, os denunciare, demandar*, nos vemos en los tribunales, medidas legales, denuncia en""",
    "legal?": "denuncia, denunciar, demanda, juicio, tribunal*, ilegal, abogado, policia, consumo, profeco",
    "danger": """
        se incendio, incendio, en llamas, exploto, explosion, descarga electrica, quemo, me queme, quemaduras,
        hospital, urgencias, ambulancia, intoxicacion, intoxicad*, reaccion alergica, herido, heridos, herida,
        lesion*, atragant*, casi muere, suicid*, fuga de gas, cristal en, vidrio en""",
    "safety?": "peligroso, peligro, insegur*, humo, chispas, enferm*, vomit*, moho, cucaracha*, toxic*",
    "leak": """
        filtraron mis, mis datos personales, filtracion de datos, fuga de datos, hackearon mi, hackeado, hackeada,
        me hackearon, robaron mis datos, datos de otro*, cuenta de otra persona, publicaron mi, suplantacion""",
    "privacy?": "privacidad, datos personales, contrasena*, seguridad, hackear*, filtrad*",
    "sell": """
        compra seguidores, comprar seguidores, gana dinero, ganar dinero, haz clic, trabaja desde casa, casino,
        prestamos rapidos, visita mi, oferta limitada, codigo de descuento, inversion garantizada, sigueme, dinero
        facil""",
    "hint": "gratis, oferta, descuento, bitcoin, cripto, promocion, sorteo",
    "chatter": """
        oferta de empleo, buscamos, vacante*, contratando, anuncia, presenta, lanza, nota de prensa, segun,
        inaugura, acciones de""",
    "good?": """
        interesante, interesantes, entretenid*, util, utiles, vale genial, lol, jaja, jeje, gane, suerte, ojala,
        limpio, limpia, novedos*, comodo, comoda, sencillo de usar, facil de usar, decente, aceptable""",
    "sarcasm": """
        que bonito verdad, gracias por nada, vaya sorpresa, oh sorpresa, sorpresa sorpresa, claro campeon, lo que
        faltaba, notese la ironia, notese el sarcasmo, de nada eh""",
}
