using System.Buffers;
using System.Buffers.Text;
using System.Numerics;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Encodings;

/// <summary>
/// Decodes the text in a run of base64: each stretch without control characters that has nine printable bytes of ASCII in three groups. A run
/// may begin with what is not of it, as a path or a prefix does, so a stretch may start at any character; each character belongs to four
/// stretches at most, one for each place in a group.
/// </summary>
internal sealed class Base64Text
{
    private const int Group = 4;
    private const int FewestBytes = 9;
    private const int FirstPiece = 64;
    private const int LongestPiece = 16 * 1024;

    private static readonly SearchValues<byte> Controls = SearchValues.Create([.. Enumerable.Range(0, 32).Where(one => one is not ('\t' or '\n' or '\r')).Select(one => (byte)one), 0x7F]);

    private readonly int[] _done = new int[Group];
    private byte[] _run = [];
    private byte[] _decoded = new byte[256];
    private int _start;
    private int _length;
    private int _runLength;
    private bool _isCopied;
    private int _at;
    private ulong _places; // From there on, that were not looked at.

    /// <summary>Gets the stretch.</summary>
    public ReadOnlySpan<byte> Text => _decoded.AsSpan(_start, _length);

    /// <summary>Begins a run.</summary>
    /// <param name="run">The run, with the line ends in it.</param>
    public void Begin(ReadOnlySpan<byte> run)
    {
        _done.AsSpan().Clear();
        (_at, _places) = (-Base64Filter.Step, 0);
        if (_decoded.Length < run.Length) _decoded = new byte[run.Length + (run.Length / 2)];
        _isCopied = run.IndexOfAny((byte)'\n', (byte)'-', (byte)'_') >= 0;
        if (!_isCopied) return;
        if (_run.Length < run.Length) _run = new byte[run.Length + (run.Length / 2)];
        _runLength = 0;
        foreach (var line in run.Split((byte)'\n'))
        {
            var part = run[line].TrimEnd((byte)'\r');
            part.CopyTo(_run.AsSpan(_runLength));
            _runLength += part.Length;
        }

        var copy = _run.AsSpan(0, _runLength);
        copy.Replace((byte)'-', (byte)'+');
        copy.Replace((byte)'_', (byte)'/');
    }

    /// <summary>Decodes the next stretch.</summary>
    /// <param name="run">The run that was begun.</param>
    /// <returns>Whether there is one.</returns>
    public bool Next(ReadOnlySpan<byte> run)
    {
        if (_isCopied) run = _run.AsSpan(0, _runLength);
        while (true)
        {
            for (; _places != 0; _places &= _places - 1)
            {
                var place = _at + BitOperations.TrailingZeroCount(_places);
                if (place < _done[place % Group]) continue;
                Decode(run, place);
                if (_length >= FewestBytes) return true;
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
        var at = place;
        while (at - Group >= done && Read(run.Slice(at - Group, Group), group)) at -= Group;

        // The last bytes of the group before may be text, though not all are.
        var lead = 0;
        if (at >= Group)
        {
            Read(run.Slice(at - Group, Group), group);
            lead = group.Length - 1 - group.LastIndexOfAny(Controls);
            group[^lead..].CopyTo(_decoded);
        }

        (_start, _length) = (0, lead);
        var (end, control) = (at + ((run.Length - at) & ~(Group - 1)), -1);
        for (var piece = FirstPiece; at < end && control < 0; piece = Math.Min(2 * piece, LongestPiece))
        {
            var characters = Math.Min(piece, end - at);
            var target = _decoded.AsSpan(_length, characters / Group * 3);
            Base64.DecodeFromUtf8(run.Slice(at, characters), target, out _, out _);
            control = target.IndexOfAny(Controls);
            _length += control < 0 ? target.Length : control;
            at += control < 0 ? characters : ((control / 3) + 1) * Group;
        }

        done = at;
        if (control < 0) AddRest(run[at..]);
    }

    /// <summary>Adds the byte or two that the last characters of a run hold.</summary>
    private void AddRest(ReadOnlySpan<byte> rest)
    {
        if (rest.Length < 2) return;
        Span<byte> padded = [(byte)'A', (byte)'A', (byte)'A', (byte)'A'];
        Span<byte> group = stackalloc byte[3];
        rest.CopyTo(padded);
        Read(padded, group);
        group = group[..(rest.Length - 1)];
        var control = group.IndexOfAny(Controls);
        if (control >= 0) group = group[..control];
        group.CopyTo(_decoded.AsSpan(_length));
        _length += group.Length;
    }

    private static bool Read(ReadOnlySpan<byte> characters, Span<byte> group)
    {
        Base64.DecodeFromUtf8(characters, group, out _, out _);
        return !group.ContainsAny(Controls);
    }
}
