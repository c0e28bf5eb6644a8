namespace Aegis.Streams.Tests.Cli.Dlp;

/// <summary>Rows without an end; after some reads the run is told to stop, as by a signal.</summary>
internal sealed class EndlessRows(CancellationTokenSource stopping, int after) : MemoryStream
{
    private int _reads;
    private int _at;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (++_reads == after) stopping.Cancel();
        var row = "id,mail\n1,ann@acme.example\n"u8;
        for (var i = 0; i < buffer.Length; i++) buffer[i] = row[_at++ % row.Length];
        _at %= row.Length;
        return buffer.Length;
    }
}
