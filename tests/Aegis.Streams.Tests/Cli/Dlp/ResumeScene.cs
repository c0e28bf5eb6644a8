using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Aegis.Streams.Tests.Cli.Dlp;

/// <summary>A file of some megabytes that is redacted with progress kept, and what lies on the disk after each window of that: as a kill would leave it.</summary>
internal sealed class ResumeScene : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _kills = [];
    private bool _isDone;

    public ResumeScene(string input, string output)
    {
        (Input, Output) = (Path.Combine(_folder.Path, input), Path.Combine(_folder.Path, output));
        Report = Output + ".json";
        using var writer = new StreamWriter(Input, append: false, new UTF8Encoding(input.EndsWith(".csv", StringComparison.Ordinal)));
        var random = new Random(7);
        if (input.EndsWith(".csv", StringComparison.Ordinal)) writer.Write("Customers\nid,mail,phone,note\n");
        for (var i = 0; writer.BaseStream.Length < 3_300_000; i++)
        {
            var (mail, phone, note) = ($"jane{i}@example.com", $"+1 415 555 {random.Next(10_000):0000}", new string('n', random.Next(120)));
            writer.Write(Path.GetExtension(input) switch
            {
                ".csv" => i % 9_000 == 5 ? $"{i},{mail},2,3,{mail}\n" : $"{i},{mail},\"{phone}\",\"a \"\"note\"\"\n{note}\"\n",
                ".jsonl" => i % 9_000 == 5 ? "{\"id\":\n" : $"{{\"id\":{i},\"who\":{{\"mail\":\"{mail}\",\"phone\":\"{phone}\"}},\"note\":\"{note}\"}}\n",
                _ => $"call {phone[..11]}{(i % 3 == 0 ? "\n" : " ")}{phone[11..]} of {mail} {note}{(i % 5 == 0 ? "" : "\n")}",
            });
        }
    }

    public string Input { get; }

    public string Output { get; }

    public string BadRows => Output + ".bad";

    public string Report { get; set; }

    public string Checkpoint => Output + ".aegis-checkpoint";

    public string Partial => Output + ".aegis-partial";

    public string ScanCheckpoint => Report + ".aegis-checkpoint";

    public int Kills => _kills.Count;

    public string[] Command => ["dlp", "redact", Input, "--out", Output, "--bad-rows", BadRows, "--report", Report];

    /// <summary>Gets what is on the disk beside the file that is read, by name.</summary>
    public SortedDictionary<string, string> Files => new(
        Directory.GetFiles(_folder.Path).Where(file => file != Input).ToDictionary(file => Path.GetFileName(file), file => Convert.ToBase64String(File.ReadAllBytes(file))),
        StringComparer.Ordinal);

    public string Text => Output.EndsWith(".gz", StringComparison.Ordinal)
        ? new StreamReader(new GZipStream(File.OpenRead(Output), CompressionMode.Decompress)).ReadToEnd()
        : File.ReadAllText(Output);

    public void Dispose() => _folder.Dispose();

    /// <summary>Redacts the file.</summary>
    public CliScene Redact(int threads, params string[] more) => Run(new CliScene(), [.. Command, "--checkpoint", "1", "--threads", threads.ToString(CultureInfo.InvariantCulture), .. more]);

    /// <summary>Redacts it, and does something after each window once there is a checkpoint.</summary>
    public CliScene RedactAnd(Action then, CancellationToken stopping = default) =>
        Run(new CliScene { IsTerminal = true, Time = new WatchedTime(() => DoOnce(then)) }, [.. Command, "--checkpoint", "1", "--threads", "2"], stopping);

    /// <summary>Redacts it, and keeps what is on the disk after each window.</summary>
    /// <param name="command">What does it.</param>
    public void Watch(params string[] command)
    {
        var kills = Directory.CreateDirectory(Path.Combine(_folder.Path, "kills"));
        Run(new CliScene { IsTerminal = true, Time = new WatchedTime(Copy) }, [.. command, "--checkpoint", "1", "--threads", "2"]);

        // The files are locked, so another process copies them.
        void Copy()
        {
            if (!File.Exists(Checkpoint) && !File.Exists(ScanCheckpoint)) return;
            var kill = Path.Combine(kills.FullName, _kills.Count.ToString(CultureInfo.InvariantCulture));
            _kills.Add(Directory.CreateDirectory(kill).FullName);
            using var copy = Process.Start("sh", ["-c", $"cp -p \"{Output}\".* \"{kill}\""]);
            copy.WaitForExit();
        }
    }

    /// <summary>Brings back what was on the disk when a kill came.</summary>
    public void KillAt(int index)
    {
        foreach (var file in Directory.GetFiles(_folder.Path).Where(file => file != Input)) File.Delete(file);
        foreach (var file in Directory.GetFiles(_kills[index])) File.Copy(file, Path.Combine(_folder.Path, Path.GetFileName(file)));
    }

    public CliScene Run(CliScene scene, params string[] args) => Run(scene, args, CancellationToken.None);

    private CliScene Run(CliScene scene, string[] args, CancellationToken stopping)
    {
        ExitCode = scene.Run(stopping, args);
        return scene;
    }

    private void DoOnce(Action then)
    {
        if (_isDone || !File.Exists(Checkpoint)) return;
        _isDone = true;
        then();
    }

    public int ExitCode { get; private set; }
}
