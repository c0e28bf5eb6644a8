namespace Aegis.Streams.Dlp.Rewriting;

/// <summary>What becomes of a value.</summary>
public enum RedactionOperator
{
    /// <summary>The name of its entity takes its place: `[EMAIL]`.</summary>
    Replace,

    /// <summary>So does the name with a number, the same for the same value in one document: `[EMAIL_2]`.</summary>
    ReplaceNumbered,

    /// <summary>All letters and digits become asterisks but those that <see cref="MaskKeep"/> says, the last four where nothing is said; nothing of a secret, an IP address, a date of birth or what is in base64 or hexadecimal stays, and of a mail address the domain.</summary>
    Mask,

    /// <summary>The name with a keyed hash of the value takes its place, the same for the same value wherever the key is the same.</summary>
    Hash,

    /// <summary>Nothing is rewritten: what holds the value must not pass.</summary>
    Block,

    /// <summary>What holds the value goes: the member of an object of JSON, the item of an array, the content of a cell; in text the value itself.</summary>
    Drop,
}
