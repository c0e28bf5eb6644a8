using System.Numerics;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Encodings;

/// <summary>
/// Decodes the text in a run of base64: each stretch without control characters that has nine bytes of ASCII in three groups. A run may
/// begin with what is not of it, as a path or a prefix does, so a stretch may start at any character. Each character is decoded four times
/// at most, once for each place in a group.
/// </summary>
internal sealed class Base64Text
{
    private const int Group = 4;
    private const int FewestBytes = 9;

    private static readonly byte[] Values = MakeValues();
    private static readonly bool[] IsText = MakeTexts();

    private readonly int[] _done = new int[Group];
    private byte[] _joined = [];
    private byte[] _decoded = new byte[256];
    private int _runLength;
    private bool _isJoined;
    private int _at;
    private ulong _places; // From there on, that were not looked at.

    /// <summary>Gets the stretch.</summary>
    public ReadOnlySpan<byte> Text => _decoded.AsSpan(Start, Length);

    private int Start { get; set; }

    private int Length { get; set; }

    /// <summary>Begins a run.</summary>
    /// <param name="run">The run, with the line ends in it.</param>
    public void Begin(ReadOnlySpan<byte> run)
    {
        _done.AsSpan().Clear();
        (_at, _places) = (-Base64Filter.Step, 0);
        _isJoined = run.Contains((byte)'\n');
        _runLength = run.Length;
        if (_decoded.Length < run.Length) _decoded = new byte[run.Length + (run.Length / 2)];
        if (!_isJoined) return;
        if (_joined.Length < run.Length) _joined = new byte[run.Length + (run.Length / 2)];
        _runLength = 0;
        foreach (var line in run.Split((byte)'\n'))
        {
            var part = run[line].TrimEnd((byte)'\r');
            part.CopyTo(_joined.AsSpan(_runLength));
            _runLength += part.Length;
        }
    }

    /// <summary>Decodes the next stretch.</summary>
    /// <param name="run">The run that was begun.</param>
    /// <returns>Whether there is one.</returns>
    public bool Next(ReadOnlySpan<byte> run)
    {
        if (_isJoined) run = _joined.AsSpan(0, _runLength);
        while (true)
        {
            for (; _places != 0; _places &= _places - 1)
            {
                var place = _at + BitOperations.TrailingZeroCount(_places);
                if (place < _done[place % Group] || !Read(run, place, _decoded)) continue;
                Decode(run, place);
                if (Length >= FewestBytes) return true;
            }

            _at += Base64Filter.Step;
            if (_at + Base64Filter.Characters > run.Length) return false;
            _places = Base64Filter.Find(run, _at, BlockClassifier.IsWide);
        }
    }

    private void Decode(ReadOnlySpan<byte> run, int place)
    {
        Span<byte> group = stackalloc byte[3];
        ref var done = ref _done[place % Group];
        var start = place;
        while (start - Group >= done && Read(run, start - Group, group)) start -= Group;
        if (start - Group >= 0) start -= Group; // The last bytes of it may be text, though not all are.
        var (length, at, isText) = (0, start, true);
        for (; at + Group <= run.Length && (isText || at <= place); at += Group)
        {
            isText = Read(run, at, _decoded.AsSpan(length));
            length += 3;
        }

        done = at;
        if (isText && run.Length - at is 2 or 3)
        {
            var value = (Values[run[at]] << 18) | (Values[run[at + 1]] << 12) | (run.Length - at == 3 ? Values[run[at + 2]] << 6 : 0);
            _decoded[length++] = (byte)(value >> 16);
            if (run.Length - at == 3) _decoded[length++] = (byte)(value >> 8);
        }

        var text = _decoded.AsSpan(0, length);
        Start = Math.Min(3, length);
        while (Start > 0 && IsText[text[Start - 1]]) Start--;
        var end = Math.Max(Start, length - 3);
        while (end < length && IsText[text[end]]) end++;
        Length = end - Start;
    }

    private static bool Read(ReadOnlySpan<byte> run, int at, Span<byte> target)
    {
        var value = (Values[run[at]] << 18) | (Values[run[at + 1]] << 12) | (Values[run[at + 2]] << 6) | Values[run[at + 3]];
        (target[0], target[1], target[2]) = ((byte)(value >> 16), (byte)(value >> 8), (byte)value);
        return IsText[target[0]] & IsText[target[1]] & IsText[target[2]];
    }

    private static byte[] MakeValues()
    {
        var values = new byte[256];
        for (var i = 0; i < 64; i++) values["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[i]] = (byte)i;
        (values['-'], values['_']) = (62, 63);
        return values;
    }

    private static bool[] MakeTexts()
    {
        var texts = new bool[256];
        for (var one = 0; one < texts.Length; one++) texts[one] = one is >= ' ' and not 0x7F or '\t' or '\n' or '\r';
        return texts;
    }
}
