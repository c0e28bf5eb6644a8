using System.Text;
using System.Text.Json;
using Aegis.Streams.Cli;
using Aegis.Streams.Tests.Cli;

namespace Aegis.Streams.Tests.Bench.Labelled;

public sealed class LabelledCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CliScene _scene = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("csv")]
    [InlineData("clean-csv")]
    [InlineData("intents")]
    [InlineData("text")]
    public void Truth_PointsIntoTheData(string kind)
    {
        var (data, truth) = (Path.Combine(_folder.Path, "data"), Path.Combine(_folder.Path, "truth"));

        Assert.Equal(ExitCodes.Done, _scene.Run("bench", "labelled", "--kind", kind, "--rows", "300", "--seed", "6", "--out", data, "--truth", truth));

        var (bytes, lines, values) = (File.ReadAllBytes(data), File.ReadAllLines(truth), 0);
        Assert.Equal(300, lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            using var line = JsonDocument.Parse(lines[i]);
            Assert.Equal(i, line.RootElement.GetProperty("document").GetInt32());
            var offset = line.RootElement.GetProperty("offset").GetInt32();
            foreach (var label in line.RootElement.GetProperty("truth").EnumerateArray().Where(label => !label.GetProperty("flags").EnumerateArray().Any(flag => flag.GetString() == "escaped")))
            {
                values++;
                Assert.Equal(label.GetProperty("value").GetString(), Encoding.UTF8.GetString(bytes, offset + label.GetProperty("start").GetInt32(), label.GetProperty("length").GetInt32()));
            }

            if (i == lines.Length - 1) Assert.Equal(bytes.Length, offset + line.RootElement.GetProperty("length").GetInt32());
        }

        Assert.True(values > 0);
        Assert.Equal(data + "\n", _scene.Output);
        Assert.Contains("300 rows, ", _scene.Error);
        Assert.Equal([data, truth], Directory.GetFiles(_folder.Path).Order());
    }

    [Fact]
    public void Json_TellsWhatWasWritten()
    {
        var data = Path.Combine(_folder.Path, "data");

        Assert.Equal(ExitCodes.Done, _scene.Run("bench", "labelled", "--rows", "10", "--out", data, "--json"));

        using var said = JsonDocument.Parse(_scene.Output);
        Assert.Equal(data, said.RootElement.GetProperty("file").GetString());
        Assert.Equal(new FileInfo(data).Length, said.RootElement.GetProperty("bytes").GetInt64());
        Assert.Equal(10, said.RootElement.GetProperty("rows").GetInt32());
    }

    [Theory]
    [InlineData("--rows 10", "--out")]
    [InlineData("--out x --rows 0", "--rows must be a whole number from 1 to 100000000")]
    [InlineData("--out x --rows 1e9", "--rows must be a whole number from 1 to 100000000")]
    [InlineData("--out x --seed -1", "--seed must be a whole number from 0 to 2147483647")]
    [InlineData("--out x --kind xml", "--kind must be csv or clean-csv or intents or text, not `xml`")]
    [InlineData("--out x --truth ./x", "--out and --truth name the same file")]
    public void Nonsense_IsRefused(string options, string expected)
    {
        Assert.Equal(ExitCodes.Usage, _scene.Run(["bench", "labelled", .. options.Split(' ')]));
        Assert.Contains(expected, _scene.Error);
        Assert.False(File.Exists("x"));
    }

    [Fact]
    public void FolderThatIsNotThere_IsAFault()
    {
        Assert.Equal(ExitCodes.Fault, _scene.Run("bench", "labelled", "--rows", "1", "--out", Path.Combine(_folder.Path, "none", "data")));
        Assert.Contains("cannot be written", _scene.Error);
    }

    [Fact]
    public void Interruption_LeavesTheOldFile()
    {
        var data = _folder.File("data", "old");
        using var stopping = new CancellationTokenSource();
        stopping.Cancel();

        Assert.Equal(ExitCodes.Interrupted, _scene.Run(stopping.Token, "bench", "labelled", "--out", data));
        Assert.Equal("old", File.ReadAllText(data));
        Assert.Equal([data], Directory.GetFiles(_folder.Path));
    }
}
