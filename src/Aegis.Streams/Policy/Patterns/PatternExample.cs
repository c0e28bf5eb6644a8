using System.Text;

namespace Aegis.Streams.Policy.Patterns;

/// <summary>Makes a short text that a pattern matches: the first alternative, every repetition as often as it must be.</summary>
internal static class PatternExample
{
    private const string Preferred = "a1A -_.";

    public static string Of(PatternNode node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return text.ToString();
    }

    private static void Append(StringBuilder text, PatternNode node)
    {
        switch (node)
        {
            case OneScalar one:
                if (!one.Set.IsEmpty) text.Append(new Rune(Choose(one.Set)).ToString());
                break;
            case PatternSequence sequence:
                foreach (var item in sequence.Items) Append(text, item);
                break;
            case Alternation alternation:
                Append(text, alternation.Branches[0]);
                break;
            case Repetition repetition:
                for (var i = 0; i < repetition.Min; i++) Append(text, repetition.Body);
                break;
        }
    }

    private static int Choose(ScalarSet set)
    {
        foreach (var character in Preferred)
            if (set.Contains(character)) return character;
        return set.Ranges[0].First;
    }
}
