using System.Security.Cryptography;
using System.Text.Json;
using Aegis.Streams.Kafka.Policies;
using Aegis.Streams.Policy.Publication;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.IntegrationTests.Cli.Policies;

/// <summary>`aegis policy` against a broker: keys, publications, history, rollback, and what is refused.</summary>
public sealed class PolicyVerbTests : IDisposable
{
    private readonly AnnouncedBroker _broker = new("aegis.policies");

    private string Folder => _broker.Folder;

    private string Keys => Path.Combine(Folder, "keys");

    private string Key => Directory.GetFiles(Keys, "*.key.pem").Single();

    [Fact]
    public void PublishListAndRollback_KeepAHistoryOfWhatWasActive()
    {
        Run(0, "policy", "keygen", "--out", Keys);
        var first = Publish(10, "--author", "ann", "-m", "To begin with").Trim();
        var second = Publish(20, "--author", "ben", "-m", "More").Trim();
        var third = Run(0, "policy", "rollback", "previous", "--key", Key, "--author", "cem").Output.Trim();
        var history = Run(0, "policy", "list", "--policy-keys", Keys, "--json").Output.Trim().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();

        Assert.Equal([first, second, third], history.Select(entry => Text(entry, "id")));
        Assert.Equal(["superseded", "superseded", "active"], history.Select(entry => Text(entry, "state")));
        Assert.Equal(["ann", "ben", "cem"], history.Select(entry => Text(entry, "author")));
        Assert.Equal(["To begin with", "More", $"Roll back to {first}"], history.Select(entry => Text(entry, "message")));
        Assert.Equal([null, first, second], history.Select(entry => Text(entry, "parent")));
        Assert.Equal(Text(history[0], "revision"), Text(history[2], "revision"));
        Assert.Contains($"active      {third[..12]}", Run(0, "policy", "list", "--policy-keys", Keys).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void SameSetAgain_PublishesNothing()
    {
        Run(0, "policy", "keygen", "--out", Keys);
        var first = Publish(10);

        Assert.Equal(first, Publish(10));
        Assert.Single(Run(0, "policy", "list", "--policy-keys", Keys, "--json").Output.Trim().Split('\n'));
    }

    [Fact]
    public void DryRun_WritesNothing()
    {
        Run(0, "policy", "keygen", "--out", Keys);
        Run(0, "policy", "publish", Policy(10), "--key", Key, "--author", "ann", "--dry-run");

        var (output, error) = Run(2, "policy", "list", "--policy-keys", Keys, "--json");
        Assert.Empty(output);
        Assert.Contains("nothing is active", error, StringComparison.Ordinal);
    }

    [Fact]
    public void ParentThatIsNotActive_IsRefusedBeforeAnythingIsWritten()
    {
        Run(0, "policy", "keygen", "--out", Keys);
        var first = Publish(10).Trim();
        var second = Publish(20).Trim();
        var (_, error) = Run(1, "policy", "publish", Policy(30), "--key", Key, "--author", "ann", "--parent", first);

        Assert.Contains($"publication {first} is not active, {second} is", error, StringComparison.Ordinal);
        Assert.Equal(2, Run(0, "policy", "list", "--policy-keys", Keys, "--json").Output.Trim().Split('\n').Length);
    }

    [Fact]
    public void KeyThatOthersDoNotTrust_IsRefusedThere_AndItsOwnerIsToldOfTheOtherKeys()
    {
        Run(0, "policy", "keygen", "--out", Keys);
        var other = Path.Combine(Folder, "other");
        Run(0, "policy", "keygen", "--out", other);
        Publish(10);
        var stranger = Directory.GetFiles(other, "*.key.pem").Single();
        var (_, error) = Run(1, "policy", "publish", Policy(20), "--key", stranger, "--author", "eve");
        Assert.Contains("which is not trusted here, so what is active cannot be told; name the public key with --policy-keys", error, StringComparison.Ordinal);

        Run(0, "policy", "publish", Policy(20), "--key", stranger, "--author", "eve", "--policy-keys", Keys);
        var refused = JsonDocument.Parse(Run(0, "policy", "list", "--policy-keys", Keys, "--json").Output.Trim().Split('\n')[1]).RootElement;
        Assert.Equal(("refused", "key_unknown"), (Text(refused, "state"), Text(refused, "refusal_code")));
    }

    [Fact]
    public void SetWithoutRules_IsRefusedUnlessItIsMeant()
    {
        Run(0, "policy", "keygen", "--out", Keys);
        var empty = Path.Combine(Folder, "empty.yaml");
        File.WriteAllText(empty, "agent: sales-composer\nallowed_tools: []\n");
        var (_, error) = Run(1, "policy", "publish", empty, "--key", Key, "--author", "ann");
        Assert.Contains("the policy set has no rules, so every intent of every agent would be denied; write rules, or say with --allow-empty", error, StringComparison.Ordinal);
        Assert.Empty(Run(2, "policy", "list", "--policy-keys", Keys, "--json").Output);

        var meant = Run(0, "policy", "publish", empty, "--key", Key, "--author", "ann", "--allow-empty").Output.Trim();
        Publish(10);
        Assert.Contains("has no rules", Run(1, "policy", "rollback", meant, "--key", Key, "--author", "ann").Error, StringComparison.Ordinal);
        Run(0, "policy", "rollback", meant, "--key", Key, "--author", "ann", "--allow-empty");
    }

    [Fact]
    public void RecordOfAMadeUpKey_HoldsUpNobodyWhoSaysWhatIsActive()
    {
        Run(0, "policy", "keygen", "--out", Keys);
        Forge(parent: null);
        var (_, error) = Run(1, "policy", "publish", Policy(10), "--key", Key, "--author", "ann");
        Assert.Contains("say with --parent none what is active", error, StringComparison.Ordinal);
        var first = Publish(10, "--parent", "none").Trim();
        var second = Publish(20).Trim();

        Forge(second);
        (_, error) = Run(1, "policy", "rollback", "previous", "--key", Key, "--author", "ann");
        Assert.Contains($"say with --parent {second} what is active", error, StringComparison.Ordinal);
        Assert.Contains($"publication {first} is not active, {second} is", Run(1, "policy", "rollback", "previous", "--key", Key, "--author", "ann", "--parent", first).Error, StringComparison.Ordinal);
        Assert.Contains($"something is active: publication {second}", Run(1, "policy", "rollback", "previous", "--key", Key, "--author", "ann", "--parent", "none").Error, StringComparison.Ordinal);
        var third = Run(0, "policy", "rollback", "previous", "--key", Key, "--author", "ann", "--parent", second[..12]).Output.Trim();

        Assert.Contains($"active      {third[..12]}", Run(0, "policy", "list", "--policy-keys", Keys).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ParentOfAKeyThatIsNotTrusted_SaysSo()
    {
        Run(0, "policy", "keygen", "--out", Keys);
        var forged = Forge(parent: null);

        Assert.Contains($"publication {forged} is signed with ", Run(1, "policy", "publish", Policy(10), "--key", Key, "--author", "ann", "--parent", forged).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void RollbackToWhatWasNeverActive_IsRefused()
    {
        Run(0, "policy", "keygen", "--out", Keys);
        Publish(10);

        Assert.Contains("no publication and no revision starts with 0123456789", Run(1, "policy", "rollback", "0123456789", "--key", Key).Error, StringComparison.Ordinal);
        Assert.Contains("nothing was active before", Run(1, "policy", "rollback", "previous", "--key", Key).Error, StringComparison.Ordinal);
        Assert.Contains("8 digits at least", Run(64, "policy", "rollback", "0123", "--key", Key).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Fetch_WritesWhatIsActiveOrWas_ForDiffToCompare()
    {
        Run(0, "policy", "keygen", "--out", Keys);
        var live = Path.Combine(Folder, "live.json");
        Assert.Contains("nothing is active", Run(1, "policy", "fetch", "-o", live, "--policy-keys", Keys).Error, StringComparison.Ordinal);
        Assert.False(File.Exists(live));
        var first = Publish(10).Trim();
        var second = Publish(20).Trim();

        Assert.Equal($"{second}\n", Run(0, "policy", "fetch", "-o", live, "--policy-keys", Keys).Output);
        Assert.StartsWith("{\"format\":", File.ReadAllText(live), StringComparison.Ordinal);
        Assert.Equal((0, 1), (Diff(live, Policy(20)), Diff(live, Policy(10))));
        var fetched = JsonDocument.Parse(Run(0, "policy", "fetch", first[..8], "-o", live, "--policy-keys", Keys, "--json").Output).RootElement;
        Assert.Equal((first, "superseded"), (Text(fetched, "id"), Text(fetched, "state")));
        Assert.Equal((1, 0), (Diff(live, Policy(20)), Diff(live, Policy(10))));
        Assert.Equal(Text(fetched, "revision"), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(live))));
    }

    [Fact]
    public void Diff_ComparesWhatIsPublishedWithFilesAndWithOtherPublications()
    {
        Run(0, "policy", "keygen", "--out", Keys);
        var first = Publish(10).Trim();
        var second = Publish(20).Trim();

        Assert.Equal("same: both have revision ", Run(0, "policy", "diff", "active", Policy(20), "--policy-keys", Keys).Output[..25]);
        var (output, error) = Run(1, "policy", "diff", Policy(20), first[..12], "--policy-keys", Keys);
        Assert.Contains("calls become looser: 0 changes, tighter: 1, unclear: 0", output, StringComparison.Ordinal);
        Assert.Contains($"{first[..12]} is publication {first} of revision ", error, StringComparison.Ordinal);
        var difference = JsonDocument.Parse(Run(1, "policy", "diff", "previous", "active", "--policy-keys", Keys, "--json").Output).RootElement;
        Assert.Equal((first, second), (Text(difference, "old_publication"), Text(difference, "new_publication")));
        Assert.Equal(1, difference.GetProperty("looser").GetInt32());
        var revisions = JsonDocument.Parse(Run(0, "policy", "diff", Text(difference, "new_revision")!, second, "--policy-keys", Keys, "--json").Output).RootElement;
        Assert.Equal((second, second), (Text(revisions, "old_publication"), Text(revisions, "new_publication")));
        var files = JsonDocument.Parse(Run(1, "policy", "diff", Policy(10), Policy(20), "--json").Output).RootElement;
        Assert.False(files.TryGetProperty("old_publication", out _));
    }

    [Fact]
    public void DiffOfWhatIsNotPublished_IsTroubleAndNoDifference()
    {
        Run(0, "policy", "keygen", "--out", Keys);
        var file = Policy(10);
        Assert.Contains("nothing is active", Run(2, "policy", "diff", "active", file, "--policy-keys", Keys).Error, StringComparison.Ordinal);
        Publish(10);
        var forged = Forge(parent: null);

        Assert.Contains("nothing was active before", Run(2, "policy", "diff", "previous", file, "--policy-keys", Keys).Error, StringComparison.Ordinal);
        Assert.Contains("no publication and no revision starts with 0123456789", Run(2, "policy", "diff", file, "0123456789", "--policy-keys", Keys).Error, StringComparison.Ordinal);
        Assert.Contains($"publication {forged} was never active: key_unknown", Run(2, "policy", "diff", file, forged, "--policy-keys", Keys).Error, StringComparison.Ordinal);
        Assert.Contains("8 digits at least", Run(64, "policy", "diff", "0123", file, "--policy-keys", Keys).Error, StringComparison.Ordinal);
        Assert.Contains("active is no file, and what is published", Run(64, "policy", "diff", "active", file).Error, StringComparison.Ordinal);
        Assert.Contains("the policy keys ", Run(2, "policy", "diff", "active", file, "--policy-keys", Path.Combine(Folder, "none")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void FetchOfWhatWasNeverActive_LeavesTheFileAsItIs()
    {
        Run(0, "policy", "keygen", "--out", Keys);
        Publish(10);
        var forged = Forge(parent: null);
        var file = Path.Combine(Folder, "live.json");
        File.WriteAllText(file, "old");

        Assert.Contains($"publication {forged} was never active: key_unknown", Run(1, "policy", "fetch", forged, "-o", file, "--policy-keys", Keys).Error, StringComparison.Ordinal);
        Assert.Contains("no publication and no revision starts with 0123456789", Run(1, "policy", "fetch", "0123456789", "-o", file, "--policy-keys", Keys).Error, StringComparison.Ordinal);
        Assert.Contains("8 digits at least", Run(64, "policy", "fetch", "0123", "-o", file, "--policy-keys", Keys).Error, StringComparison.Ordinal);
        Assert.Contains("name them with --policy-keys", Run(64, "policy", "fetch", "-o", file).Error, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(file));
    }

    [Fact]
    public void KeyThatOthersMayRead_IsNotUsed()
    {
        if (OperatingSystem.IsWindows()) return;
        Run(0, "policy", "keygen", "--out", Keys);
        File.SetUnixFileMode(Key, UnixFileMode.UserRead | UnixFileMode.GroupRead);

        Assert.Contains("is open to others; run `chmod 600", Run(1, "policy", "publish", Policy(10), "--key", Key).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ListWithoutKeys_AsksForThem() =>
        Assert.Contains("name them with --policy-keys", Run(64, "policy", "list").Error, StringComparison.Ordinal);

    [Fact]
    public void UpWithFilesAndKeys_IsAContradiction() =>
        Assert.Contains("--policies and --policy-keys exclude each other", Run(64, "up", "--embedded", "--policies", Policy(10), "--policy-keys", Keys).Error, StringComparison.Ordinal);

    [Fact]
    public void UpWithKeys_IsNotReadyUntilSomethingIsPublished()
    {
        var folder = Path.Combine(Folder, "up");
        Run(0, "policy", "keygen", "--out", Keys);
        using var up = new CliCall("", "up", "--embedded", "--policy-keys", Keys, "--state-dir", folder);
        up.Error.WaitFor("NOT_READY: no policy is active");
        using var publish = new CliCall("", "policy", "publish", Policy(10), "--key", Key, "--author", "ann", "--state-dir", folder);
        Assert.Equal(0, publish.ExitCode());
        up.Error.WaitFor("policy revision ");
        up.Stop();

        Assert.Equal(0, up.ExitCode());
    }

    public void Dispose() => _broker.Dispose();

    private static int Diff(string before, string after)
    {
        using var call = new CliCall("", "policy", "diff", before, after);
        return call.ExitCode();
    }

    private static string? Text(JsonElement entry, string name) => entry.GetProperty(name).GetString();

    private string Publish(int percent, params string[] options) => Run(0, ["policy", "publish", Policy(percent), "--key", Key, .. options, .. options.Contains("--author") ? [] : (string[])["--author", "ann"]]).Output;

    private string Policy(int percent)
    {
        var file = Path.Combine(Folder, $"{percent}.yaml");
        File.WriteAllText(file, $$"""
            agent: sales-composer
            allowed_tools:
              - name: pricing-api
                actions: [generate_quote]
                conditions:
                  max_discount_percent: {{percent}}
            """);
        return file;
    }

    /// <summary>Writes a publication of a key that nobody trusts, as anybody who may write the topic can.</summary>
    private string Forge(string? parent)
    {
        using var signer = PublicationSigner.FromPem(PolicyKeys.Create().PrivatePem);
        var content = new PublicationPayload("{}"u8.ToArray());
        var forged = SignedPublication.Sign(new PublicationDraft(content, parent, "eve", "", DateTimeOffset.UtcNow), signer);
        using var publisher = new PolicyPublisher(_broker.Connection, "aegis.policies", NullLogger.Instance);
        publisher.Write(forged, content, TimeSpan.FromSeconds(30));
        return forged.Publication.Id;
    }

    private (string Output, string Error) Run(int exitCode, params string[] args)
    {
        using var call = new CliCall("", [.. args, .. args is ["policy", "keygen", ..] ? [] : (string[])["--state-dir", Folder]]);
        var actual = call.ExitCode();
        Assert.True(actual == exitCode, $"The exit code is {actual}, not {exitCode}: {call.Error}");
        return (call.Output.ToString(), call.Error.ToString());
    }
}
