namespace Aegis.Streams.Cli.Bench.Labelled.Values;

/// <summary>Makes phones.</summary>
internal static class PhoneValues
{
    // Area codes that are in use, so that a tool that knows the list loses nothing by it.
    private static readonly string[] Areas =
    [
        "201", "202", "203", "205", "206", "207", "208", "209", "210", "212", "213", "214", "215", "216", "217", "218", "219", "224", "225", "228", "229", "231", "234", "239", "240", "248", "251", "252",
        "253", "254", "256", "260", "262", "267", "269", "270", "276", "281", "301", "302", "303", "304", "305", "307", "308", "309", "310", "312", "313", "314", "315", "316", "317", "318", "319", "320",
        "321", "323", "330", "334", "336", "337", "347", "351", "352", "360", "361", "401", "402", "404", "405", "406", "407", "408", "409", "410", "412", "413", "414", "415", "416", "417", "419", "423",
        "425", "430", "432", "434", "435", "440", "443", "469", "478", "479", "480", "484", "501", "502", "503", "504", "505", "507", "508", "509", "510", "512", "513", "514", "515", "516", "517", "518",
        "520", "530", "540", "541", "551", "559", "561", "562", "563", "567", "570", "571", "573", "574", "580", "585", "586", "601", "602", "603", "604", "605", "606", "607", "608", "609", "610", "612",
        "614", "615", "616", "617", "618", "619", "620", "623", "626", "630", "631", "636", "641", "646", "647", "650", "651", "660", "661", "678", "682", "701", "702", "703", "704", "706", "707", "708",
        "712", "713", "714", "715", "716", "717", "718", "719", "720", "724", "727", "731", "732", "734", "740", "754", "757", "760", "763", "765", "770", "772", "773", "774", "775", "781", "785", "786",
        "801", "802", "803", "804", "805", "806", "808", "810", "812", "813", "814", "815", "816", "817", "818", "828", "830", "831", "832", "843", "845", "847", "850", "856", "857", "858", "859", "860",
        "862", "863", "864", "865", "870", "901", "903", "904", "906", "907", "908", "909", "910", "912", "913", "914", "915", "916", "917", "918", "919", "920", "925", "928", "931", "936", "937", "940",
        "941", "949", "951", "952", "954", "956", "970", "971", "972", "973", "978", "979", "980", "985", "989", "800", "888", "877",
    ];

    // A is the area code, E the exchange.
    private static readonly string[] Grouped =
    [
        "(A) E-####", "(A) E-####", "(A) E-####", "A-E-####", "A-E-####", "A-E-####", "A-E-####", "A.E.####", "A.E.####", "A E ####", "A E-####", "(A)E-####", "A/E-####", "(A) E ####",
        "+1AE####", "+1AE####", "+1 A E ####", "+1 A E ####", "+1-A-E-####", "+1-A-E-####", "+1 (A) E-####", "+1 (A) E-####", "1-A-E-####", "1-A-E-####", "1 A E ####", "1 (A) E-####", "+1.A.E.####", "1.A.E.####", "+1 A-E-####",
    ];

    private static readonly string[] Bare = ["AE####", "AE####", "AE####", "AE####", "AE####", "1AE####"];
    private static readonly string[] Extensions = [" x###", " x####", "x####", " ext. ####", " ext ##", " ext. ###", ", ext. ###", " extension ###"];

    /// <summary>Makes a phone of a country or of another one.</summary>
    /// <param name="draw">The choices.</param>
    /// <param name="country">The country.</param>
    /// <param name="hasContext">Whether something says that it is a phone, so that it may be bare.</param>
    /// <param name="mayBeNational">Whether it may do without its country code.</param>
    /// <returns>The phone.</returns>
    public static SensitiveValue Make(Draw draw, string country, bool hasContext, bool mayBeNational = false)
    {
        var kind = draw.Below(100);
        if (country == "US") return kind < 88 ? NorthAmerican(draw, hasContext) : International(draw, InternationalPhones.Others, hasContext);
        if (kind < 20) return NorthAmerican(draw, hasContext);
        if (kind < 40) return International(draw, InternationalPhones.Others, hasContext);
        if (mayBeNational && kind < 65 && InternationalPhones.NationalOf(country) is { } shapes) return National(draw, shapes);
        return International(draw, InternationalPhones.Of(country), hasContext);
    }

    /// <summary>Makes ten digits that are a phone where something says so.</summary>
    /// <param name="draw">The choices.</param>
    /// <returns>The phone, without a separator.</returns>
    public static SensitiveValue TenDigits(Draw draw) => new(EntityNames.Phone, Fill(draw, "AE####"), TruthFlags.Bare);

    private static SensitiveValue NorthAmerican(Draw draw, bool hasContext)
    {
        if (hasContext && draw.Chance(0.2)) return new SensitiveValue(EntityNames.Phone, Fill(draw, draw.Pick(Bare)), TruthFlags.Bare);
        var extension = draw.Chance(0.06) ? draw.Fill(draw.Pick(Extensions)) : "";
        var isRare = extension.StartsWith(',') || extension.Contains("extension", StringComparison.Ordinal);
        return new SensitiveValue(EntityNames.Phone, Fill(draw, draw.Pick(Grouped)) + extension, isRare ? TruthFlags.Hard : TruthFlags.None);
    }

    private static SensitiveValue International(Draw draw, string[] shapes, bool hasContext)
    {
        var text = draw.Fill(draw.Pick(shapes));
        var kind = draw.Below(100);
        if (kind < 30) text = Joined(text);
        else if (kind < 34) text = text.Replace(' ', '-').Replace("--", "-", StringComparison.Ordinal);
        if (!hasContext || kind < 96) return new SensitiveValue(EntityNames.Phone, text);
        return new SensitiveValue(EntityNames.Phone, (kind == 96 ? "011 " : "00") + text[1..], TruthFlags.Hard);
    }

    private static SensitiveValue National(Draw draw, string[] shapes)
    {
        var text = draw.Fill(draw.Pick(shapes));
        return new SensitiveValue(EntityNames.Phone, text, TruthFlags.National | (text.All(char.IsAsciiDigit) ? TruthFlags.Bare : TruthFlags.None));
    }

    /// <summary>Writes a number as E.164: a sign and digits, without the trunk prefix.</summary>
    private static string Joined(string text)
    {
        Span<char> digits = stackalloc char[text.Length];
        var count = 0;
        var rest = text.Replace("(0)", "", StringComparison.Ordinal);
        foreach (var character in rest)
            if (char.IsAsciiDigit(character) || character == '+') digits[count++] = character;
        return new string(digits[..count]);
    }

    private static string Fill(Draw draw, string shape)
    {
        // 555-0100 to 555-0199 is for fiction.
        if (draw.Chance(0.05))
            return draw.Fill(shape.Replace("####", "01##", StringComparison.Ordinal).Replace("A", draw.Pick(Areas), StringComparison.Ordinal).Replace("E", "555", StringComparison.Ordinal));
        return draw.Fill(shape.Replace("A", draw.Pick(Areas), StringComparison.Ordinal).Replace("E", Exchange(draw), StringComparison.Ordinal));
    }

    private static string Exchange(Draw draw)
    {
        string exchange;
        do exchange = draw.Between(200, 999).ToString("D3", null);
        while (exchange.EndsWith("11", StringComparison.Ordinal));
        return exchange;
    }
}
