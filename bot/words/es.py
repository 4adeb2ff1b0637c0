"""Spanish."""

from bot.words.table import Words

WORDS = Words(
    small="""
        el, la, los, las, un, una, unos, y, o, pero, de, del, al, en, con, por, para, sin, es, son, era, fue, ser,
        esta, este, esto, eso, ese, yo, tu, usted, nos, te, le, les, lo, me, se, mi, su, sus, que, como, cuando,
        donde, hay, muy, mas, no, si, ya, tambien, hola, gracias, sobre, hasta, desde, cual, quien, porque, ha, han,
        he""",
    greetings="hola, buenas, buenos dias, buenas tardes, buenas noches, estimado, estimada, querido, querida, gracias",
    nobody="""
        a, por, de, que, todos, todas, equipo, amigo, amiga, amigos, cliente, senor, senora, muchas, y, otra, de
        nuevo, usuario, usuaria, buenas, buenos, lo, gracias, como, que, desde, si, en, te, nos, somos""",
    titles="sr, sra, sr., sra., don, dona, d., senor, senora, dr, dra",
    courtesy="""
        gracias, mil, much*, hola, estimad*, contact*, escrib*, mensaje*, opinion*, comentario*, interes, feliz,
        buen*, dia, tarde, semana, saludo*, cordial*, abrazo*, equipo, dese*, encant*, alegr*, palabras, apoyo,
        confianza, tiempo, compart*, client*, agradec*, siempre, placer, un, vuestro, vuestra, atentamente""",
    answers="""
        si, no, claro, por supuesto, puedes, puede, pueden, debes, hay que, abre, pulsa, toca, elige, ve a, entra,
        mira, prueba, usa, en ajustes, desde, hasta, todavia, aun, ya, pronto, disponible, depende, escribenos,
        escribanos, llama, correo, porque, hay, tenemos, funciona, es, esta, son, cuesta, tarda, solo, nunca, siempre,
        cada, lo sentimos, disculp*, perdon*""",
    sorry="""
        lo sentimos, lo siento, sentimos, siento, lamento, lamentamos, disculp*, perdon*, perdona, perdone, mil
        disculpas, pedimos disculpas, nuestro error, culpa nuestra, lamentable que""",
    complaints="""
        terrible, horrible, pesimo, pesima, fatal, vergüenza, verguenza, vergonzoso, asco, estafa, estafa*, robo,
        timo, no funciona, sigue sin funcionar, dejo de funcionar, no carga nada, me cobraron dos veces, cobro doble,
        roto, rota, nadie responde, nadie ayuda, nadie contesta, sin respuesta, perdi mis, perdi todo, borro mis,
        inaceptable, decepcion*, harto, harta, nunca mas, no me devuelven, quiero mi dinero, devuelvan mi dinero, mala
        atencion, muy mala experiencia, el peor, la peor, lo peor, inutil, se cierra sola, sin servicio, desastre""",
    buy="""
        compra ya, compra ahora, compre ya, compre ahora, comprar ahora, compra hoy, pide ya, pidelo ya, reserva ya,
        suscribete ya, suscribete ahora, no te lo pierdas, no se lo pierda, no te pierdas, oferta exclusiva, oferta
        limitada, oferta especial, ultima oportunidad, ultimas unidades, ultimos dias, solo hoy, aprovecha ahora,
        aprovecha, aproveche, date prisa, oferton, compra!, el mejor precio, los mejores precios""",
    best="""
        el mejor ~ del mundo, la mejor ~ del mundo, los mejores ~ del mundo, el mejor ~ del mercado, los mejores del
        mercado, numero uno, insuperable, inigualable, imbatible, somos los mejores, somos el mejor, el mas barato, la
        mas barata, los precios mas bajos, revolucionario, lider mundial""",
    only="solo, por solo, ahora, ahora por, desde solo, por tan solo, tan solo, a solo",
    off="de descuento, descuento, menos, de rebaja",
    money="""
        precio*, cuest*, cuanto, caro, cara, carisim*, barat*, pag*, cobr*, reembols*, devol*, dinero, tarifa*,
        factura*, descuento*, oferta*, plan, planes, suscrip*, rebaja*, cupon*""",
    ours="""
        llamanos, llamenos, nuestro, nuestra, nuestros, nuestras, linea de atencion, centralita, visitanos, visitenos,
        estamos en, te esperamos, les esperamos, encuentranos""",
    order="""
        pedido, pedido n.º, pedido nº, pedido numero, numero de pedido, cliente, numero de cliente, cliente n.º,
        cuenta, numero de cuenta, reserva, numero de reserva, factura, factura n.º, numero de factura, ticket, caso,
        expediente, numero de seguimiento, localizador, poliza, contrato, dni""",
    pointing="mira, aqui, ver, ve, enlace, lee, pagina, mas, info, informacion, hola, este, esta, el, la, en, puedes",
    promises="""
        *aremos, *eremos, *iremos, vamos a *ar*, vamos a *er*, vamos a *ir*, voy a *ar*, voy a *er*, voy a *ir*, te
        avisare, le avisare, os avisare, te escribire, le escribire, lo revisare, te llamare, le llamare, te contare,
        te lo enviare, le enviare, te enviare, me encargare, lo arreglare, te dire, le dire, te informare, te
        respondere, te avisamos, le avisamos, os avisamos, te contamos, le contamos, te escribimos, nos ponemos en
        contacto, te respondo, le respondo, prometo, prometemos, te aseguro que, sera reparado, sera solucionado, sera
        reembolsado, quedara resuelto, quedara solucionado, estara arreglado, estara resuelto""",
    polite="""
        queremos, estaremos, seremos, tendremos, esperaremos, celebraremos, la tendremos, vamos a ver, vamos a estar,
        quisieremos, echaremos, disfrutaremos, nos veremos, veremos, cerraremos, abriremos""",
    days={"pasado manana": 2, "manana": 1, "hoy": 0, "esta tarde": 0, "esta noche": 0},
    this_week="esta semana, fin de semana, final de semana, a finales de semana",
    next_week="la proxima semana, proxima semana, la semana que viene, semana que viene",
    weekdays=("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"),
    months=("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "sept*", "oct*", "nov*", "dic*"),
    counts={
        "un": 1,
        "una": 1,
        "dos": 2,
        "tres": 3,
        "cuatro": 4,
        "cinco": 5,
        "seis": 6,
        "siete": 7,
        "ocho": 8,
        "nueve": 9,
        "diez": 10,
    },
    hours="hora, horas",
    day="dia, dias, dias habiles, dias laborables",
    week="semana, semanas",
)
