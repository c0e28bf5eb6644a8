using System.Diagnostics;
using System.Text;
using Aegis.Streams.Cli;
using Aegis.Streams.Cli.Bench.Labelled;
using Aegis.Streams.Cli.Bench.Labelled.Csv;
using Aegis.Streams.Tests.Cli;

namespace Aegis.Streams.Tests.Dlp;

/// <summary>A machine that looks at 16 bytes together finds what one finds that looks at 32: the same report, the same bytes.</summary>
public sealed class VectorWidthTests : IDisposable
{
    private const int Documents = 400;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(LabelledKinds.Csv)]
    [InlineData(LabelledKinds.Intents)]
    [InlineData(LabelledKinds.Text)]
    public void ShortVectors_FindWhatLongOnesDo(string kind)
    {
        var input = Path.Combine(_folder.Path, kind switch { LabelledKinds.Csv => "in.csv", LabelledKinds.Intents => "in.jsonl", _ => "in.txt" });
        var texts = new StringBuilder();
        if (LabelledKinds.Open(kind, 17) is CsvSource csv) texts.Append(Encoding.UTF8.GetString(csv.File(Documents).Bytes));
        else foreach (var document in LabelledKinds.Open(kind, 17).Documents(Documents)) texts.Append(Encoding.UTF8.GetString(document.Bytes)).Append('\n');
        File.WriteAllText(input, texts.ToString());

        var (wide, wideReport) = Redact(input, "1");
        var (narrow, narrowReport) = Redact(input, "0");

        Assert.NotEqual(texts.ToString(), wide);
        Assert.Equal(wide, narrow);
        Assert.Equal(wideReport, narrowReport);
    }

    private (string Output, string Report) Redact(string input, string hasAvx2)
    {
        var (output, report) = (Path.Combine(_folder.Path, "out"), Path.Combine(_folder.Path, "report"));
        var start = new ProcessStartInfo("dotnet", [typeof(AegisCli).Assembly.Location, "dlp", "redact", input, "--out", output, "--report", report, "--threads", "1"]) { RedirectStandardError = true };
        start.Environment["DOTNET_EnableAVX2"] = hasAvx2;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(File.Exists(output), error);
        var result = (File.ReadAllText(output), File.ReadAllText(report));
        File.Delete(output);
        File.Delete(report);
        return result;
    }
}
