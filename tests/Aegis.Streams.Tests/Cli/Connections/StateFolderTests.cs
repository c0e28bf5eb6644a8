using Aegis.Streams.Cli;
using Aegis.Streams.Cli.Connections;

namespace Aegis.Streams.Tests.Cli.Connections;

public sealed class StateFolderTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly StateFolder _folder;

    public StateFolderTests() => _folder = new StateFolder(Path.Combine(_temporary.Path, "state"));

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void SecondInstance_IsKeptOutUntilTheFirstIsGone()
    {
        using (_folder.Lock())
        {
            var refusal = Assert.Throws<CliRefusalException>(_folder.Lock);
            Assert.Equal($"another instance uses the state folder {_folder.Path}; stop it, or give this one a folder of its own with --state-dir", refusal.Message);
            Assert.Equal(1, refusal.ExitCode);
        }

        _folder.Lock().Dispose();
    }

    [Fact]
    public void InstanceId_StaysTheSame()
    {
        using var held = _folder.Lock();

        var id = _folder.InstanceId();

        Assert.Matches("^i-[0-9a-f]{8}$", id);
        Assert.Equal(id, new StateFolder(_folder.Path).InstanceId());
    }

    [Fact]
    public void CommitmentKey_IsMadeOnceAndReadableByItsOwnerOnly()
    {
        using var held = _folder.Lock();

        var made = _folder.CommitmentKey(out var isNew);
        var read = _folder.CommitmentKey(out var isNewAgain);

        Assert.True(isNew);
        Assert.False(isNewAgain);
        Assert.Equal(made.ForTenant("acme").KeyId, read.ForTenant("acme").KeyId);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.CommitmentKeyPath));
    }

    [Fact]
    public void CommitmentKeyThatOthersMayRead_IsRefused()
    {
        if (OperatingSystem.IsWindows()) return;
        var file = _temporary.File("key", new string('a', 64));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        var refusal = Assert.Throws<CliRefusalException>(() => CommitmentKeyFile.Read(file));

        Assert.Equal($"the commitment key file {file} is open to others; run `chmod 600 {file}`", refusal.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    public void CommitmentKeyOfAnotherForm_IsRefusedWithoutItsContent(string text)
    {
        var file = _temporary.File("key", text);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead);

        var refusal = Assert.Throws<CliRefusalException>(() => CommitmentKeyFile.Read(file));

        Assert.Equal($"the commitment key file {file} must hold 32 random bytes as 64 hex digits; make one with `openssl rand -hex 32`", refusal.Message);
    }

    [Fact]
    public void RunningEmbeddedInstance_IsFoundWhileItIsAnnounced()
    {
        using var held = _folder.Lock();
        var address = new EmbeddedAddress("127.0.0.1:1", Environment.ProcessId, DateTimeOffset.UtcNow);

        using (_folder.Announce(address)) Assert.Equal(address, _folder.FindEmbedded());

        Assert.Null(_folder.FindEmbedded());
    }

    [Fact]
    public void AddressThatADeadProcessLeft_DoesNotCount()
    {
        using var held = _folder.Lock();
        var beforeThisProcess = DateTimeOffset.UtcNow.AddYears(-1);

        using var ofNobody = _folder.Announce(new EmbeddedAddress("127.0.0.1:1", int.MaxValue, DateTimeOffset.UtcNow));
        Assert.Null(_folder.FindEmbedded());
        using var ofAnotherProcessWithThatNumber = _folder.Announce(new EmbeddedAddress("127.0.0.1:1", Environment.ProcessId, beforeThisProcess));
        Assert.Null(_folder.FindEmbedded());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"pid\":1}")]
    public void BrokenAddress_DoesNotCount(string text)
    {
        using var held = _folder.Lock();
        File.WriteAllText(Path.Combine(_folder.Path, "embedded.json"), text);

        Assert.Null(_folder.FindEmbedded());
    }
}
