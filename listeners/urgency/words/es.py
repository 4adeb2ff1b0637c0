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
        estupend*, delicios*""",
    "bad": """
        malo, mala, malos, mal, pesimo, pesima, horrible, terrible, peor, asco, verguenza, vergonzoso, decepcion*,
        decepcionad*, inutil*, odio, harto, harta, enfadad*, indignad*, basura, fatal, lamentable, inaceptable,
        desastre, mentira, mienten, mentirosos, estafador*, malisim*, penoso, ridiculo""",
    "bad?": "problema, problemas, queja, quejas, caro, tarde, lento, roto, sucio, frio",
    "help": """
        ayuda, ayudame, ayudenme, necesito ayuda, por favor ayud*, pueden ayudarme, puede alguien, necesito que,
        quiero que, exijo, urgente, solucion, contacten, respondan, necesito mi, quiero mi, que hago, arreglen*, por
        favor revis*""",
    "question": """
        como puedo, como se, alguien sabe, sabeis si, saben si, cuando va, cuando llega, donde puedo, por que, se
        puede, es posible, puedo, pueden, hay alguna, donde esta""",
    "broken": """
        no funciona, no funcionan, dejo de funcionar, no sirve, no carga, no abre, no puedo entrar, no puedo
        acceder, no me deja, averiad*, estropead*, se cierra, se cae, caido, caida, error, errores, fallo, fallos,
        falla, se bloquea, defectuos*, no arranca, no enciende, sin servicio""",
    "money": """
        reembolso, devolucion, devuelvan, devolver mi dinero, mi dinero, cobrado dos veces, cobraron dos veces, me
        cobraron, me han cobrado, cobro indebido, cobro doble, doble cargo, estafa, estafado, fraude, robo, me
        robaron, compensacion""",
    "money?": "factura, cobro, cargo, pago, pagar, pague, precio, tarifa",
    "slow": """
        nadie responde, nadie contesta, no responden, no contestan, no me contestan, no atienden, sin respuesta,
        sigo esperando, llevo esperando, esperando, no ha llegado, no llega, no llego, nunca llego, retraso,
        retrasad*, semanas, no me hacen caso, ignoran""",
    "churn": """
        darme de baja, dar de baja, cancelar mi, cancelo mi, cambiarme a, me cambio a, me voy a otra, nunca mas, no
        vuelvo, no volvere, no compro mas, ultima vez, desinstal*, perdido un cliente""",
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
}
