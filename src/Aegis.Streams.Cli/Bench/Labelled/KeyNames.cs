using System.Text;

namespace Aegis.Streams.Cli.Bench.Labelled;

/// <summary>Writes the names of columns and keys in the ways that programs have.</summary>
internal static class KeyNames
{
    private static readonly string[] Acronyms = ["id", "ssn", "iban", "ip", "dob", "sku", "url", "npi", "mbi", "dea", "itin", "nhs", "aba", "vat", "ein", "isbn", "crm", "cc", "api", "sin", "pan"];

    /// <summary>Writes `phone_number` as `phoneNumber`.</summary>
    /// <param name="snake">The name, in lower case with underscores.</param>
    /// <returns>The name.</returns>
    public static string Camel(string snake)
    {
        var words = snake.Split('_');
        return words[0] + string.Concat(words[1..].Select(Capital));
    }

    /// <summary>Writes `phone_number` as `Phone Number`, and `ip_address` as `IP Address`.</summary>
    /// <param name="snake">The name.</param>
    /// <returns>The name.</returns>
    public static string Spaced(string snake) => string.Join(' ', snake.Split('_').Select(word => Acronyms.Contains(word) ? word.ToUpperInvariant() : Capital(word)));

    private static string Capital(string word) => new StringBuilder(word) { [0] = char.ToUpperInvariant(word[0]) }.ToString();
}
