namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Kleene's logic of three values.</summary>
internal static class Logic
{
    public static Truth Of(bool value) => value ? Truth.True : Truth.False;

    public static Truth Negate(Truth value) => Truth.True - (byte)value;
}
