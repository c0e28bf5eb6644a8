using System.Text;

namespace Aegis.Streams.Cli.Bench.Labelled.People;

/// <summary>A prospect whom nobody is: names put together by chance.</summary>
/// <param name="Locale">The country.</param>
/// <param name="FirstName">The first name.</param>
/// <param name="LastName">The last name.</param>
/// <param name="Company">The company.</param>
/// <param name="Domain">The company's domain, in ASCII.</param>
internal sealed record Person(Locale Locale, string FirstName, string LastName, string Company, string Domain)
{
    public string FullName => $"{FirstName} {LastName}";

    /// <summary>Draws a person.</summary>
    /// <param name="draw">The choices.</param>
    /// <param name="locale">The country.</param>
    /// <returns>The person.</returns>
    public static Person Of(Draw draw, Locale locale)
    {
        var owner = draw.Pick(locale.LastNames);
        var trade = draw.Pick(locale.Trades);
        var domain = draw.Below(4) switch
        {
            0 => Plain(owner),
            1 => $"{Plain(trade)}-{Plain(owner)}",
            2 => $"{Plain(owner)}{Plain(trade)}",
            _ => $"{Plain(owner)}-{Plain(trade)}",
        };
        return new Person(
            locale, draw.Pick(locale.FirstNames), draw.Pick(locale.LastNames), $"{owner} {trade} {draw.Pick(locale.CompanyForms)}", $"{domain}.{draw.Pick(locale.TopLevelDomains)}");
    }

    /// <summary>Spells a name with lower-case letters of ASCII alone.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The letters.</returns>
    public static string Plain(string name)
    {
        var letters = new StringBuilder(name.Length + 2);
        foreach (var character in name) letters.Append(Plain(char.ToLowerInvariant(character)));
        return letters.ToString();
    }

    private static string Plain(char letter) => letter switch
    {
        'ä' => "ae",
        'ö' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        'á' or 'à' => "a",
        'é' or 'è' or 'ë' or 'ê' => "e",
        'í' or 'ï' => "i",
        'ó' or 'ô' => "o",
        'ú' => "u",
        'ñ' => "n",
        'ç' => "c",
        >= 'a' and <= 'z' => letter.ToString(),
        _ => "",
    };
}
