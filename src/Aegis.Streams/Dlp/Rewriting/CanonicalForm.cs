namespace Aegis.Streams.Dlp.Rewriting;

/// <summary>What is the same in two spellings of one value.</summary>
internal enum CanonicalForm
{
    /// <summary>Letters and digits, whatever groups them: numbers and codes.</summary>
    Code,

    /// <summary>All but spaces, in small letters: in an address every sign counts.</summary>
    Address,

    /// <summary>Letters and digits, with one sign for what stands between: 1/11 is not 11/1.</summary>
    Date,

    /// <summary>Every byte.</summary>
    Exact,
}
