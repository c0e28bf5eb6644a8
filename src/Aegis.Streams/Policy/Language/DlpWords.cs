using Aegis.Streams.Dlp.Rewriting;

namespace Aegis.Streams.Policy.Language;

/// <summary>The words of the language for operators, as findings in decisions have them too.</summary>
internal static class DlpWords
{
    public static readonly string[] Operators = ["replace", "replace_numbered", "mask", "hash", "block", "drop"];

    public static string Of(RedactionOperator one) => Operators[(int)one];

    public static RedactionOperator Read(string word) => (RedactionOperator)Array.IndexOf(Operators, word);
}
