using Aegis.Streams.Cli.Bench.Labelled.People;

namespace Aegis.Streams.Cli.Bench.Labelled.Values;

/// <summary>Makes addresses of mail.</summary>
internal static class EmailValues
{
    private static readonly string[] Roles = ["info", "sales", "billing", "office", "kontakt", "compras", "achats", "hr", "procurement", "no-reply"];
    private static readonly string[] SubDomains = ["mail", "eu", "crm", "us-east", "team.corp"];
    private static readonly string[] NewDomains = ["photography", "technology", "cloud", "app", "museum", "consulting", "shop", "ai", "dev"];

    // Labels beyond ASCII, and the same in Punycode (RFC 3492).
    private static readonly string[] WideDomains = ["müller-bau.de", "café-rené.fr", "señales.es", "grünwald.berlin"];
    private static readonly string[] CodedDomains = ["xn--mller-bau-q9a.de", "xn--caf-ren-dyae.fr", "xn--seales-xwa.es", "firma.xn--p1ai"];

    public static SensitiveValue Make(Draw draw, Person person)
    {
        var rare = draw.Below(100);
        if (rare == 0) return new SensitiveValue(EntityNames.Email, $"{Local(draw, person)}@{draw.Pick(WideDomains)}", TruthFlags.Hard);
        if (rare == 1) return new SensitiveValue(EntityNames.Email, $"{Local(draw, person)}@{draw.Pick(CodedDomains)}", TruthFlags.Hard);
        if (rare == 2) return new SensitiveValue(EntityNames.Email, $"{person.FirstName.ToLowerInvariant()}.ö{draw.Below(100)}@{person.Domain}", TruthFlags.Hard);
        var text = $"{Local(draw, person)}@{Domain(draw, person)}";
        return new SensitiveValue(EntityNames.Email, rare < 6 ? Capitals(text, draw) : text);
    }

    private static string Local(Draw draw, Person person)
    {
        var (first, last) = (Person.Plain(person.FirstName), Person.Plain(person.LastName));
        return draw.Below(20) switch
        {
            < 6 => $"{first}.{last}",
            6 or 7 => $"{first[0]}.{last}",
            8 or 9 => $"{first[0]}{last}",
            10 => $"{first}_{last}",
            11 => $"{first}-{last}",
            12 => $"{last}.{first}",
            13 => $"{first}{last}{draw.Between(1, 99)}",
            14 => $"{first}+{draw.Pick(Roles)}{draw.Below(10)}",
            15 => first,
            16 => $"{last}{draw.Between(1950, 2005)}",
            17 => person.LastName.Contains('\'') ? $"{first}.{person.LastName.ToLowerInvariant()}" : $"{first[0]}{last[0]}{draw.Below(1000)}",
            18 => $"{last[0]}",
            _ => draw.Pick(Roles),
        };
    }

    private static string Domain(Draw draw, Person person) => draw.Below(12) switch
    {
        0 => $"{draw.Pick(SubDomains)}.{person.Domain}",
        1 => $"{person.Domain[..person.Domain.IndexOf('.')]}.{draw.Pick(NewDomains)}",
        2 => $"{person.Domain[..person.Domain.IndexOf('.')]}{draw.Between(2, 99)}.{draw.Pick(person.Locale.TopLevelDomains)}",
        _ => person.Domain,
    };

    private static string Capitals(string text, Draw draw) => draw.Below(2) == 0 ? text.ToUpperInvariant() : char.ToUpperInvariant(text[0]) + text[1..];
}
