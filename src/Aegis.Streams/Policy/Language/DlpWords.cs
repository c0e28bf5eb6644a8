using Aegis.Streams.Dlp.Rewriting;

namespace Aegis.Streams.Policy.Language;

/// <summary>The words of the language for operators, as findings in decisions have them too.</summary>
internal static class DlpWords
{
    public static readonly string[] Operators = ["replace", "replace_numbered", "mask", "hash", "block", "drop"];

    /// <summary>The word for values that belong to nobody and are treated as all others.</summary>
    public const string Redact = "redact";

    /// <summary>The word for such values that are let through.</summary>
    public const string Keep = "keep";

    public static readonly string[] Reserved = [Redact, Keep];

    public static string OfReserved(bool isKept) => isKept ? Keep : Redact;

    public static string Of(RedactionOperator one) => Operators[(int)one];

    public static RedactionOperator Read(string word) => (RedactionOperator)Array.IndexOf(Operators, word);
}
