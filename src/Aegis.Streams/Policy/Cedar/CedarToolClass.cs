using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Cedar;

/// <summary>What some declarations say of the class of a call.</summary>
/// <param name="SaysExpensive">That one of them says expensive.</param>
/// <param name="SaysWrite">That one of them says write.</param>
/// <param name="SaysRead">That one of them says read.</param>
internal sealed record CedarToolClass(string SaysExpensive, string SaysWrite, string SaysRead)
{
    /// <summary>Gets that none of them says anything.</summary>
    public string IsSilent => CedarText.Not(CedarText.Or(SaysExpensive, SaysWrite, SaysRead));

    /// <summary>Says that a class is the strictest that they say.</summary>
    public string Is(ToolClass value) => value switch
    {
        ToolClass.Expensive => SaysExpensive,
        ToolClass.Write => CedarText.And(SaysWrite, CedarText.Not(SaysExpensive)),
        _ => CedarText.And(SaysRead, CedarText.Not(CedarText.Or(SaysExpensive, SaysWrite))),
    };
}
