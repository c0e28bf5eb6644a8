namespace Aegis.Streams.Cli.Bench.Labelled.People;

/// <summary>The countries of prospects.</summary>
internal static class Locales
{
    public static readonly Locale UnitedStates = new()
    {
        Country = "US",
        Language = "en",
        FirstNames = ["Avery", "Brianna", "Caleb", "Dwayne", "Elena", "Felicia", "Grant", "Holly", "Isaiah", "Jasmine", "Kyle", "Latoya", "Marcus", "Nadine", "Owen", "Paige", "Quentin", "Rosa", "Spencer", "Tamika"],
        LastNames = ["Abernathy", "Barlow", "Castellano", "Dunham", "Espinoza", "Fairchild", "Gutierrez", "Hathaway", "Ingram", "Jefferson", "Kowalski", "Lockhart", "Mcallister", "Nakamura", "O'Brien", "Prescott", "Ramirez", "Stoddard", "Underhill", "Whitaker"],
        Streets = ["Maple Ave", "Old Mill Rd", "Harbor Blvd", "Sycamore St", "W Jackson St", "Cedar Ridge Dr", "Lakeshore Ct"],
        Cities = ["Boise, ID", "Dayton, OH", "Eugene, OR", "Fresno, CA", "Knoxville, TN", "Mobile, AL", "Tulsa, OK", "Worcester, MA"],
        Postcode = "^####",
        Trades = ["Freight", "Dental Supply", "Analytics", "Robotics", "Roofing", "Outdoor Gear", "Biotech", "Staffing", "Signage", "Cold Storage"],
        CompanyForms = ["Inc.", "LLC", "Corp.", "Group", "& Sons, Inc.", "Partners LLC"],
        TopLevelDomains = ["com", "com", "com", "net", "io", "us", "co", "biz"],
    };

    public static readonly Locale UnitedKingdom = new()
    {
        Country = "GB",
        Language = "en",
        FirstNames = ["Alistair", "Bronwen", "Callum", "Daphne", "Euan", "Fiona", "Gareth", "Harriet", "Imogen", "Jemima", "Kieran", "Lorna", "Niamh", "Oliver", "Poppy", "Rhys", "Siobhan", "Tariq"],
        LastNames = ["Ashworth", "Blackwood", "Cholmondeley", "Davies", "Entwistle", "Fairfax", "Greenhalgh", "Hargreaves", "Iqbal", "Jardine", "Llewellyn", "MacDougall", "Oakeshott", "Pemberton", "Ramsbottom", "Sutcliffe", "Thistlethwaite", "Wainwright"],
        Streets = ["High Street", "Station Road", "Church Lane", "Victoria Terrace", "Mill Brow", "The Crescent"],
        Cities = ["Leeds", "Bath", "Dundee", "Swansea", "Norwich", "Preston", "Stoke-on-Trent"],
        Postcode = "??# #??",
        Trades = ["Haulage", "Joinery", "Textiles", "Marine", "Brewing", "Catering", "Publishing", "Insulation"],
        CompanyForms = ["Ltd", "PLC", "LLP", "Limited", "Holdings Ltd"],
        TopLevelDomains = ["co.uk", "co.uk", "co.uk", "com", "uk", "org.uk", "ltd.uk"],
    };

    public static readonly Locale Germany = new()
    {
        Country = "DE",
        Language = "de",
        FirstNames = ["Anneliese", "Bernd", "Clara", "Detlef", "Elke", "Friedrich", "Gisela", "Hannes", "Ilse", "Jürgen", "Katrin", "Lothar", "Mareike", "Niklas", "Ottmar", "Petra", "Rüdiger", "Sabine", "Uwe", "Yvonne"],
        LastNames = ["Ackermann", "Böttcher", "Clausen", "Dietrich", "Eberhardt", "Fröhlich", "Grünwald", "Hoffmann", "Jäger", "Köhler", "Lindemann", "Möller", "Neubauer", "Oberhauser", "Pfeiffer", "Schröder", "Strauß", "Übelacker", "Weiß", "Zimmermann"],
        Streets = ["Hauptstraße", "Bahnhofstr.", "Am Kirchberg", "Lindenallee", "Gartenweg", "Königstraße"],
        Cities = ["Augsburg", "Bielefeld", "Düsseldorf", "Freiburg", "Göttingen", "Kassel", "Münster", "Potsdam"],
        Postcode = "^####",
        Trades = ["Maschinenbau", "Logistik", "Elektrotechnik", "Bau", "Feinmechanik", "Lebensmittel", "Verlag", "Haustechnik"],
        CompanyForms = ["GmbH", "AG", "GmbH & Co. KG", "KG", "e.K.", "SE"],
        TopLevelDomains = ["de", "de", "de", "de", "com", "eu", "berlin"],
    };

    public static readonly Locale France = new()
    {
        Country = "FR",
        Language = "fr",
        FirstNames = ["Adèle", "Baptiste", "Chloé", "Damien", "Élodie", "Fabrice", "Gaëlle", "Hervé", "Inès", "Jérôme", "Laetitia", "Mathieu", "Noémie", "Olivier", "Pascale", "Rémi", "Solène", "Thierry"],
        LastNames = ["Aubert", "Besson", "Chevallier", "Dupuis", "Étienne", "Fournier", "Garnier", "Hébert", "Jacquet", "Lefèvre", "Marchand", "Noël", "Perrin", "Quénard", "Rousseau", "Thévenet", "Vasseur"],
        Streets = ["rue de la République", "avenue Foch", "place du Marché", "chemin des Vignes", "bd Gambetta", "impasse du Moulin"],
        Cities = ["Angers", "Besançon", "Clermont-Ferrand", "Dijon", "Grenoble", "Nîmes", "Saint-Étienne"],
        Postcode = "^####",
        Trades = ["Conseil", "Boulangerie", "Transports", "Menuiserie", "Optique", "Vins", "Informatique"],
        CompanyForms = ["SARL", "SAS", "SA", "& Fils", "EURL"],
        TopLevelDomains = ["fr", "fr", "fr", "com", "eu", "paris"],
    };

    public static readonly Locale Spain = new()
    {
        Country = "ES",
        Language = "es",
        FirstNames = ["Alba", "Beltrán", "Concepción", "Diego", "Estíbaliz", "Fermín", "Gonzalo", "Inmaculada", "Íñigo", "Jordi", "Lucía", "Montserrat", "Nuria", "Óscar", "Pilar", "Rocío", "Santiago"],
        LastNames = ["Aguirre", "Ballesteros", "Cifuentes", "Domínguez", "Echeverría", "Fuentes", "Gallardo", "Ibáñez", "Lozano", "Muñoz", "Nogueira", "Peñalver", "Quiroga", "Sáez", "Urrutia", "Zabaleta"],
        Streets = ["Calle Mayor", "Avda. de la Constitución", "Plaza de España", "Paseo del Río", "C/ San Juan"],
        Cities = ["Alicante", "Bilbao", "Cádiz", "Gijón", "León", "Murcia", "Valladolid"],
        Postcode = "0^###",
        Trades = ["Aceites", "Construcciones", "Hostelería", "Calzados", "Energía", "Logística", "Cerámica"],
        CompanyForms = ["S.L.", "S.A.", "e Hijos, S.L.", "S. Coop."],
        TopLevelDomains = ["es", "es", "es", "com", "eu", "cat"],
    };

    public static readonly Locale India = new()
    {
        Country = "IN",
        Language = "en",
        FirstNames = ["Aarav", "Bhavna", "Chandresh", "Deepika", "Farhan", "Girish", "Harpreet", "Ishita", "Jayesh", "Kavitha", "Lakshmi", "Manoj", "Nandini", "Omkar", "Pooja", "Raghav", "Sneha", "Vikram"],
        LastNames = ["Agarwal", "Banerjee", "Chatterjee", "Deshpande", "Fernandes", "Gopalan", "Iyer", "Joshi", "Kulkarni", "Mehrotra", "Naidu", "Patel", "Qureshi", "Raghunathan", "Srinivasan", "Venkataraman"],
        Streets = ["MG Road", "Park Street", "Linking Road", "2nd Cross, Indiranagar", "Anna Salai", "Sector 18"],
        Cities = ["Bengaluru", "Chennai", "Indore", "Kochi", "Nagpur", "Pune", "Surat"],
        Postcode = "^#####",
        Trades = ["Textiles", "Infotech", "Pharma", "Steel", "Spices", "Motors", "Consultancy"],
        CompanyForms = ["Pvt. Ltd.", "Ltd", "LLP", "& Co.", "Enterprises"],
        TopLevelDomains = ["in", "co.in", "co.in", "com", "org.in"],
    };

    public static readonly Locale[] All = [UnitedStates, UnitedKingdom, Germany, France, Spain, India];
}
