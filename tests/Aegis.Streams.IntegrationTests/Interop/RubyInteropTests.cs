namespace Aegis.Streams.IntegrationTests.Interop;

/// <summary>gRPC's official interop client, as Debian ships it (`ruby-grpc`, on the C core), against the server of our doors.</summary>
public sealed class RubyInteropTests(InteropScene interop) : IClassFixture<InteropScene>
{
    [Theory]
    [InlineData("empty_unary")]
    [InlineData("large_unary")]
    [InlineData("server_streaming")]
    [InlineData("client_streaming")]
    [InlineData("ping_pong")]
    [InlineData("empty_stream")]
    [InlineData("custom_metadata")]
    [InlineData("status_code_and_message")]
    [InlineData("unimplemented_method")]
    [InlineData("unimplemented_service")]
    [InlineData("cancel_after_begin")]
    [InlineData("cancel_after_first_response")]
    [InlineData("timeout_on_sleeping_server")]
    [InlineData("client_compressed_unary")]
    [InlineData("client_compressed_streaming")]
    public async Task OfficialClient_Passes(string name)
    {
        var client = Find();
        var (output, errors, exitCode) = await Stranger.RunAsync(
            Stranger.Find("ruby")!, [client, "--server_host=127.0.0.1", $"--server_port={interop.Scene.Grpc.Port}", $"--test_case={name}", "--use_tls=false"]);
        Assert.True(exitCode == 0, output + errors);
        Assert.Contains($"OK: {name}", output, StringComparison.Ordinal);
    }

    private static string Find()
    {
        var client = Directory.Exists("/usr/lib")
            ? Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu").Select(folder => Path.Combine(folder, "rubygems-integration")).Where(Directory.Exists)
                .SelectMany(folder => Directory.EnumerateFiles(folder, "client.rb", SearchOption.AllDirectories)).FirstOrDefault(file => file.EndsWith("src/ruby/pb/test/client.rb", StringComparison.Ordinal))
            : null;
        if (client is null || Stranger.Find("ruby") is null) Assert.Skip("There is no official interop client of gRPC: install Debian's package ruby-grpc.");
        return client!;
    }
}
