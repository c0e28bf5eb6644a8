using System.Text.Json;
using Aegis.Streams.Dlp.Readers;

namespace Aegis.Streams.Dlp.Rewriting;

/// <summary>
/// Finds what must go of a text of JSON so that the members and items that hold certain places are not there, with one comma each, and everything else stays
/// byte for byte. What lies in a string of JSON within a string goes with the member that has the string. Keeps its memory.
/// </summary>
internal sealed class MemberCuts
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = JsonWalk.MaxDepth, AllowMultipleValues = true };

    private readonly Level[] _levels = new Level[JsonWalk.MaxDepth + 2];

    /// <summary>Finds cuts.</summary>
    /// <param name="json">The text.</param>
    /// <param name="offset">What places and cuts are counted from: where the text starts.</param>
    /// <param name="places">The places, in their order.</param>
    /// <param name="cuts">Takes the cuts, in their order.</param>
    /// <returns>Whether a strict reader reads the text; else nothing can be cut out of it.</returns>
    public bool TryFind(ReadOnlySpan<byte> json, int offset, ReadOnlySpan<int> places, List<TextCut> cuts)
    {
        var (first, depth, next) = (cuts.Count, 0, 0);
        _levels[0] = Level.Array;
        try
        {
            var reader = new Utf8JsonReader(json, Options);
            while (reader.Read())
            {
                var (start, end) = ((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
                var isHit = next < places.Length && places[next] - offset < end;
                while (next < places.Length && places[next] - offset < end) next++;
                if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                {
                    End(--depth, end, first, offset, cuts);
                    continue;
                }

                ref var level = ref _levels[depth];
                if (reader.TokenType == JsonTokenType.PropertyName || !level.IsObject) Begin(ref level, json, start, offset, cuts);
                level.IsCut |= isHit;
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) _levels[++depth] = reader.TokenType == JsonTokenType.StartObject ? Level.Object : Level.Array;
                else if (reader.TokenType != JsonTokenType.PropertyName) End(depth, end, first, offset, cuts);
            }

            return true;
        }
        catch (JsonException)
        {
            cuts.RemoveRange(first, cuts.Count - first);
            return false;
        }
    }

    private static void Begin(ref Level level, ReadOnlySpan<byte> json, int start, int offset, List<TextCut> cuts)
    {
        if (level.OpenCut >= 0) cuts[level.OpenCut] = cuts[level.OpenCut] with { End = start + offset };
        level.Comma = level.PreviousEnd < 0 ? -1 : level.PreviousEnd + json[level.PreviousEnd..start].IndexOf((byte)',');
        (level.OpenCut, level.Start, level.IsCut) = (-1, start, false);
    }

    private void End(int depth, int end, int first, int offset, List<TextCut> cuts)
    {
        ref var level = ref _levels[depth];
        level.PreviousEnd = end;
        if (!level.IsCut)
        {
            level.HasKept = true;
            return;
        }

        while (cuts.Count > first && cuts[^1].Start >= level.Start + offset) cuts.RemoveAt(cuts.Count - 1); // What it holds goes with it.
        if (depth == 0)
        {
            cuts.Add(new TextCut(level.Start + offset, end + offset, CutRest.Null));
            return;
        }

        // Behind one that stays, with the comma before it; else with the comma and the space after it.
        if (!level.HasKept) level.OpenCut = cuts.Count;
        cuts.Add(new TextCut((level.HasKept ? level.Comma : level.Start) + offset, end + offset));
    }

    private record struct Level(bool IsObject)
    {
        public static readonly Level Object = new(true) { OpenCut = -1, PreviousEnd = -1 };

        public static readonly Level Array = new(false) { OpenCut = -1, PreviousEnd = -1 };

        public int Start;
        public int Comma;
        public int PreviousEnd;
        public int OpenCut;
        public bool IsCut;
        public bool HasKept;
    }
}
