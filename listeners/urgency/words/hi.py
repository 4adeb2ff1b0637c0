"""Hindi, in Devanagari and as it is typed in Latin letters. Written as `fold` leaves it: without the nukta."""

WORDS = {
    "grammar": """
        है, हैं, का, की, के, में, और, से, को, यह, नहीं, मैं, पर, ने, कर, हो, भी, तो, था, थी, मेरा, मेरी, क्या, लिए,
        आप, hai, hain, nahi, nahin, mera, meri, kya, kar, raha, rahi, ko, ka, ki, mein, aur, se, bhi, ho, tha,
        mujhe, kyu, koi""",
    "personal": """
        मैं, मैंने, मेरा, मेरी, मेरे, मुझे, हम, हमारा, हमें, आप, mera, meri, mere, mujhe, maine, main, hum, hamara,
        aap""",
    "no": "नहीं, मत, बिना, कभी नहीं, ना, nahi, nahin, mat, bina, na",
    "good": """
        अच्छा, अच्छी, अच्छे, बढिया, शानदार, बेहतरीन, धन्यवाद, शुक्रिया, पसंद, खुश, सबसे अच्छा, उत्तम, लाजवाब, accha,
        acha, achha, badhiya, shandar, dhanyavad, shukriya, mast, best, super, khush""",
    "bad": """
        खराब, बुरा, बुरी, बेकार, घटिया, सबसे खराब, निराश, गुस्सा, शर्म, शर्मनाक, बकवास, धोखा, लूट, परेशान, झूठ,
        वाहियात, kharab, bura, bekar, bekaar, ghatiya, bakwas, bakwaas, sharam, pareshan, jhooth, faltu, worst""",
    "bad?": "समस्या, दिक्कत, शिकायत, महंगा, देर, धीमा, गलत, samasya, dikkat, shikayat, mehenga, late, galat, problem",
    "help": """
        मदद, मदद करें, मदद करो, कृपया मदद, सहायता, तुरंत, जल्दी, जवाब दो, जवाब दें, कृपया जवाब, समाधान, ठीक करो, ठीक
        करें, चाहिए, madad, madad karo, please help, help karo, help kijiye, jawab do, jaldi, thik karo, theek karo,
        chahiye, urgent""",
    "question": """
        कैसे, क्यों, कब, कहाँ, कहां, क्या कोई, कब तक, kaise, kyon, kyu, kyun, kab, kab tak, kahan, kya koi, kya aap""",
    "broken": """
        काम नहीं कर, काम नही कर, नहीं चल, बंद हो, बंद है, नहीं खुल, क्रैश, एरर, टूटा, टूट गया, टूटी, हैंग, ठप, लॉगिन
        नहीं, खराब हो गया, kaam nahi kar, kaam nahi, nahi chal, band ho, band hai, nahi khul, crash, error, tut
        gaya, hang, login nahi, server down""",
    "money": """
        रिफंड, पैसे वापस, पैसा वापस, मेरे पैसे, मेरा पैसा, दो बार पैसे, दो बार काट, पैसे काट, पैसे कट, ठगी, ठग,
        धोखाधडी, लूट, मुआवजा, refund, paise wapas, paisa wapas, mere paise, mera paisa, do baar, paise kat, paise
        kaat, thagi, fraud, scam, loot""",
    "money?": "बिल, भुगतान, शुल्क, कीमत, पैसे, bill, payment, paise, paisa, charge",
    "slow": """
        कोई जवाब नहीं, जवाब नहीं, नहीं आया, नहीं मिला, नहीं मिली, इंतजार, इंतज़ार, हफ्तों से, दिनों से, देरी, फोन
        नहीं उठा, कोई नहीं सुन, koi jawab nahi, jawab nahi, reply nahi, nahi aaya, nahi mila, intezaar, intzar,
        hafte se, dino se, phone nahi utha""",
    "churn": """
        कभी नहीं खरीद, दोबारा नहीं, बंद कर रहा, छोड रहा, अनइंस्टॉल, आखिरी बार, dobara nahi, kabhi nahi kharid, chhod
        raha, uninstall, last time, boycott""",
    "threat": """
        वकील, मुकदमा, कोर्ट में, कानूनी कार्रवाई, केस कर, अदालत, उपभोक्ता फोरम, vakil, court mein, case kar, legal
        action, consumer court, consumer forum""",
    "legal?": "कानून, पुलिस, अवैध, शिकायत दर्ज, police, illegal, fir, case",
    "danger": """
        आग लग, जल गया, जल गई, फट गया, फट गई, विस्फोट, करंट लगा, करंट लग, अस्पताल, एम्बुलेंस, जहर, फूड पॉइजनिंग,
        घायल, चोट लग, दम घुट, आत्महत्या, गैस लीक, aag lag, jal gaya, fat gaya, phat gaya, blast ho, current laga,
        hospital, ambulance, ghayal, food poisoning""",
    "safety?": """
        खतरनाक, खतरा, धुआं, धुआँ, बीमार, उल्टी, कीडे, कीडा, फफूंद, khatarnak, khatra, dhuan, bimar, ulti, keede,
        keeda""",
    "leak": """
        डेटा लीक, मेरा डेटा, निजी जानकारी, हैक हो, हैक कर, अकाउंट हैक, data leak, mera data, hack ho, hack kar,
        account hack, otp share""",
    "privacy?": "गोपनीयता, निजता, पासवर्ड, हैक, सुरक्षा, privacy, password, hack",
    "sell": """
        फॉलोअर्स खरीदें, पैसे कमाएं, घर बैठे कमाएं, यहां क्लिक, कैसीनो, लोन, paise kamao, ghar baithe, followers
        badhaye, yahan click, casino, whatsapp karo, earn money""",
    "hint": "मुफ्त, ऑफर, छूट, बिटकॉइन, free, offer, discount",
    "chatter": "नौकरी, भर्ती, घोषणा, लॉन्च, शेयर, के अनुसार, naukri, vacancy, hiring, launch, announce*",
}
