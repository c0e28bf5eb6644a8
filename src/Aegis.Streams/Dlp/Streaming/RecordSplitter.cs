using Aegis.Streams.Dlp.Detectors;
using Aegis.Streams.Dlp.Encodings;

namespace Aegis.Streams.Dlp.Streaming;

/// <summary>
/// Cuts a stream into windows that end where records end. Where, depends on the bytes alone and never on how they come in: before anything
/// is decided, all bytes that it depends on are there.
/// </summary>
/// <remarks>
/// A record ends after a line feed, a carriage return or both, outside of quotes; text is cut after line feeds alone.
/// A quote opens where a cell starts and nowhere else, as for the scanner. If it is not closed within the longest record, its first line is
/// a bad row and reading goes on with the next line. In text, windows see their neighbours: a value that runs over the line end between
/// two is seen whole by both, and belongs to the one in which it starts. A private key may run over any number of them.
/// </remarks>
/// <param name="input">The stream.</param>
/// <param name="options">How it is cut.</param>
/// <param name="from">Where the stream goes on that is cut; <see langword="null"/>: it begins.</param>
public sealed class RecordSplitter(Stream input, SplitOptions options, StreamPlace? from = null)
{
    /// <summary>How much of its neighbours a window of text sees at least, to the next line end.</summary>
    public const int LookAroundBytes = 512;

    /// <summary>How much it sees at most.</summary>
    public const int MostLookAroundBytes = 4096;

    // A private key in PEM is 3.2 KiB for RSA with 4,096 bits, and twice that for 8,192. What is longer is cut, and the next window told that it goes on.
    private const int LongestKeyBytes = 16 * 1024;

    // What is left of a run of base64 where a window would end; values in what is longer are found from both sides of the cut.
    private const int LongestRunRestBytes = 64 * 1024;
    private const int LongestTextLine = 1024 * 1024;

    // Each needs a look at the longest record; after so many, what is looked at is given up whole.
    private const int MostUnclosedQuotes = 100;
    private const int ReadBytes = 128 * 1024;

    private byte[] _data = Begin(from);
    private int _start = from?.Before.Length ?? 0; // Of the next window; what is before it was given out, and is kept for text to look back at.
    private int _end = from?.Before.Length ?? 0;
    private bool _isAtEnd;
    private long _offset = from is null ? 0 : from.Split.Offset - from.Before.Length; // Of the first byte that is kept.
    private long _line = from?.Split.Line ?? 1;
    private bool _isBegun = from is not null || !options.BeginsFile;
    private bool _isPreambleDue = from is null && options.Format == RecordFormat.Csv && options.PreambleBytes > 0;
    private bool _isHeaderDue = from is null && options.Format == RecordFormat.Csv && options.HasHeader;
    private bool _isInLongLine = from?.Split.IsInLongLine ?? false;
    private bool _isInKey = from?.Split.IsInKey ?? false;
    private int _unclosedQuotes = from?.Split.UnclosedQuotes ?? 0;
    private ReadOnlyMemory<byte> _header = from?.Header ?? default;

    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    private bool IsText => options.Format == RecordFormat.Text;

    /// <summary>Reads the next window.</summary>
    /// <param name="window">Takes it.</param>
    /// <returns>Whether there is one.</returns>
    public bool Next(RecordWindow window)
    {
        Compact();
        if (!_isBegun)
        {
            _isBegun = true;
            Load(Mark.Length);
            if (_data.AsSpan(0, _end).StartsWith(Mark)) return Give(window, WindowKind.Mark, Mark.Length);
        }

        if (!Load(1)) return false;
        if (_isInLongLine) return GiveLongLine(window, WindowKind.BadRest);
        if (IsText) return GiveText(window);
        if (_isPreambleDue)
        {
            _isPreambleDue = false;
            Load(options.PreambleBytes);
            return Give(window, WindowKind.Preamble, Math.Min(_end - _start, options.PreambleBytes));
        }

        var end = RecordEnd(_isHeaderDue ? 1 : options.WindowBytes, out var isBad);
        var isHeader = _isHeaderDue;
        _isHeaderDue = false;
        if (isBad) return GiveBad(window);
        if (isHeader) _header = _data.AsSpan(_start, end - _start).TrimEnd("\r\n"u8).ToArray();
        return Give(window, isHeader ? WindowKind.Header : WindowKind.Records, end - _start);
    }

    /// <summary>Finds the first end of a record from some bytes on.</summary>
    private int RecordEnd(int least, out bool isBad)
    {
        var (at, record, isQuoted) = (_start, _start, false);
        isBad = false;
        while (at - record <= options.LongestRecordBytes)
        {
            var quote = options.Format == RecordFormat.Csv ? _data.AsSpan(at, _end - at).IndexOf((byte)'"') : -1;
            var stop = quote < 0 ? _end : at + quote;
            if (!isQuoted)
            {
                var from = Math.Max(at, _start + least - 1);
                var line = FirstLineEnd(from, stop);
                record = Math.Max(record, LastLineStart(at, line < 0 ? stop : line));
                if (line >= 0 && AfterLineEnd(line) is var end && end - record <= options.LongestRecordBytes) return end;
                if (line >= 0) break;
            }

            at = stop;
            if (quote < 0)
            {
                if (_end > at || More()) continue; // Looking after a carriage return may have read more.
                if (isQuoted || at - record > options.LongestRecordBytes) break;
                return _end;
            }

            if (!isQuoted)
            {
                isQuoted = at == _start || _data[at - 1] == options.Delimiter || _data[at - 1] is (byte)'\n' or (byte)'\r';
                at++;
            }
            else if (at + 1 < _end || !More())
            {
                isQuoted = at + 1 < _end && _data[at + 1] == '"';
                at += isQuoted ? 2 : 1;
            }
        }

        isBad = record == _start;
        return record;
    }

    /// <summary>Finds the first line end in a stretch; -1: there is none.</summary>
    private int FirstLineEnd(int from, int to)
    {
        var first = to <= from ? -1 : _data.AsSpan(from, to - from).IndexOfAny((byte)'\n', (byte)'\r');
        return first < 0 ? -1 : from + first;
    }

    /// <summary>Finds where the last line starts that a line end in a stretch begins; 0: there is none.</summary>
    private int LastLineStart(int from, int to)
    {
        var last = to <= from ? -1 : _data.AsSpan(from, to - from).LastIndexOfAny((byte)'\n', (byte)'\r');
        return last < 0 ? 0 : AfterLineEnd(from + last);
    }

    /// <summary>Passes over a line end; whether a line feed follows a carriage return is known only when the next byte is there.</summary>
    private int AfterLineEnd(int at) => _data[at] == '\r' && (at + 1 < _end || More()) && _data[at + 1] == '\n' ? at + 2 : at + 1;

    private bool GiveBad(RecordWindow window)
    {
        var to = _start + Math.Min(_end - _start, options.LongestRecordBytes);
        var line = FirstLineEnd(_start, to);
        if (++_unclosedQuotes > MostUnclosedQuotes && line >= 0) return Give(window, WindowKind.BadRow, LastLineStart(_start, to) - _start);
        if (line >= 0) return Give(window, WindowKind.BadRow, AfterLineEnd(line) - _start);
        return GiveLongLine(window, WindowKind.BadRow);
    }

    private bool GiveLongLine(RecordWindow window, WindowKind kind)
    {
        Load(options.WindowBytes);
        var to = _start + Math.Min(_end - _start, options.WindowBytes);
        var line = FirstLineEnd(_start, to);
        _isInLongLine = line < 0;
        return Give(window, kind, (line < 0 ? to : AfterLineEnd(line)) - _start);
    }

    private bool GiveText(RecordWindow window)
    {
        var end = TextEnd();
        var longest = end - _start + MostLookAroundBytes;
        Load(longest);
        var after = _data.AsSpan(end, Math.Min(_end - end, MostLookAroundBytes));
        var ahead = after.Length <= LookAroundBytes ? -1 : after[LookAroundBytes..].IndexOf((byte)'\n');
        var to = end + (ahead < 0 ? after.Length : LookAroundBytes + ahead + 1);
        return Give(window, WindowKind.Records, end - _start, LookBack(), to);
    }

    private int TextEnd()
    {
        var most = Math.Min(Math.Max(LongestTextLine, options.WindowBytes), options.LongestRecordBytes);
        for (var from = _start + options.WindowBytes - 1; ;)
        {
            var end = from < _end ? _data.AsSpan(from, _end - from).IndexOf((byte)'\n') : -1;
            if (end >= 0 && from + end - _start < most) return AfterRun(AfterKey(from + end + 1));
            if (_end - _start >= most) return AfterRun(AfterKey(_start + most));
            from = Math.Max(from, _end);
            if (!More()) return _end;
        }
    }

    /// <summary>Moves an end behind the private key that it would cut.</summary>
    private int AfterKey(int end)
    {
        var from = Math.Max(_start, end - LongestKeyBytes);
        var begin = _data.AsSpan(from, end - from).LastIndexOf("-----BEGIN "u8);
        if (begin < 0 || _data.AsSpan(from + begin, end - from - begin).IndexOf("-----END "u8) >= 0) return end;
        Load(end - _start + LongestKeyBytes);
        var rest = _data.AsSpan(end, Math.Min(_end - end, LongestKeyBytes));
        var close = rest.IndexOf("-----END "u8);
        if (close < 0) return end;
        var line = rest[close..].IndexOf((byte)'\n');
        return end + (line < 0 ? rest.Length : close + line + 1);
    }

    /// <summary>Moves an end behind the run of base64 that it would cut.</summary>
    private int AfterRun(int end)
    {
        Load(end - _start + LongestRunRestBytes);
        var rest = Base64Run.RestLength(_data.AsSpan(_start, end - _start), _data.AsSpan(end, Math.Min(_end - end, LongestRunRestBytes)));
        return rest < LongestRunRestBytes ? end + rest : end;
    }

    private int LookBack()
    {
        var most = Math.Max(0, _start - MostLookAroundBytes);
        var least = Math.Max(most, _start - LookAroundBytes);
        var line = _data.AsSpan(most, least - most).LastIndexOf((byte)'\n');
        return line < 0 ? most : most + line + 1;
    }

    private bool Give(RecordWindow window, WindowKind kind, int length) => Give(window, kind, length, _start, _start + length);

    private bool Give(RecordWindow window, WindowKind kind, int length, int from, int to)
    {
        window.Set(kind, _data.AsSpan(from, to - from), _start - from, _start - from + length, _offset + from, _line, kind == WindowKind.Header ? default : _header, _isInKey);
        if (IsText) _isInKey = PrivateKeyDetector.IsOpenAt(window.Text[window.OwnStart..], length, _isInKey);
        _line += IsText ? window.Own.Count((byte)'\n') : LineEnds.Count(window.Own);
        _start += length;
        window.After = new SplitPlace(_offset + _start, _line, _unclosedQuotes, _isInLongLine, _isInKey);
        return true;
    }

    private static byte[] Begin(StreamPlace? from)
    {
        var data = new byte[2 * ReadBytes];
        from?.Before.Span.CopyTo(data);
        return data;
    }

    /// <summary>Moves what is still needed to the front. Places stay as they are until the next window.</summary>
    private void Compact()
    {
        var gone = IsText ? Math.Max(0, _start - MostLookAroundBytes) : _start;
        if (gone == 0) return;
        _data.AsSpan(gone, _end - gone).CopyTo(_data);
        (_start, _end, _offset) = (_start - gone, _end - gone, _offset + gone);
    }

    /// <summary>Reads until there are so many bytes, or no more.</summary>
    private bool Load(int bytes)
    {
        while (_end - _start < bytes && More())
        {
        }

        return _end - _start >= bytes;
    }

    private bool More()
    {
        if (_isAtEnd) return false;
        if (_data.Length - _end < ReadBytes) Array.Resize(ref _data, Math.Max(2 * _data.Length, _end + ReadBytes));
        var read = input.Read(_data, _end, ReadBytes);
        _end += read;
        _isAtEnd = read == 0;
        return read > 0;
    }
}
