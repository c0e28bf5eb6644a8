using Aegis.Streams.Cli.Bench.Dlp;

namespace Aegis.Streams.Tests.Bench.Dlp;

public sealed class RepeatedStreamTests
{
    [Fact]
    public void Bytes_ComeAsOftenAsAsked()
    {
        using var stream = new RepeatedStream("abc"u8.ToArray(), 3);
        using var copy = new MemoryStream();
        stream.CopyTo(copy, bufferSize: 2);

        Assert.Equal("abcabcabc"u8.ToArray(), copy.ToArray());
        Assert.Equal((9L, 9L), (stream.Length, stream.Position));
    }
}
