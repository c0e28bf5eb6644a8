namespace Aegis.Streams.Dlp.Rewriting;

/// <summary>The order of operators.</summary>
internal static class RedactionOperators
{
    /// <summary>Orders operators by how little they leave: a name says less than a number, which says less than a hash, which says less than digits; nothing at all says least.</summary>
    public static int Strictness(RedactionOperator one) => one switch
    {
        RedactionOperator.Block => 5,
        RedactionOperator.Drop => 4,
        RedactionOperator.Replace => 3,
        RedactionOperator.ReplaceNumbered => 2,
        RedactionOperator.Hash => 1,
        _ => 0,
    };

    /// <summary>Gets the stricter of two operators.</summary>
    public static RedactionOperator Stricter(RedactionOperator one, RedactionOperator other) => Strictness(other) > Strictness(one) ? other : one;
}
