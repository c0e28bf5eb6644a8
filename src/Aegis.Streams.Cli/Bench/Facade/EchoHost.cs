using System.Net;
using Aegis.Streams.Protocol.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Cli.Bench.Facade;

/// <summary>
/// The floor under a facade: the same service on the same library, which reads the question and gives every one the same answer, of the size of the facade's. Its first line of input is
/// that answer; it ends when the input does.
/// </summary>
internal static class EchoHost
{
    public const string Verb = "echo-host";
    public const string ListensOn = "echo listens on ";

    public static async Task<int> RunAsync(CommandRun run)
    {
        using var input = new StreamReader(run.Host.Input);
        if (await input.ReadLineAsync(run.Stopping).ConfigureAwait(false) is not { Length: > 0 } line) throw CliRefusalException.Usage("this verb is started by `aegis bench facade`, which tells it what to do");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(new Echo(DecideResponse.Parser.ParseFrom(Convert.FromBase64String(line))));
        await using var application = builder.Build();
        application.MapGrpcService<Echo>();
        await application.StartAsync(run.Stopping).ConfigureAwait(false);
        run.Data.WriteLine($"{ListensOn}{application.Urls.First()}");
        run.Data.Flush();
        await input.ReadToEndAsync(run.Stopping).ConfigureAwait(false);
        await application.StopAsync(run.Stopping).ConfigureAwait(false);
        return ExitCodes.Done;
    }

    private sealed class Echo(DecideResponse answer) : DecisionService.DecisionServiceBase
    {
        public override Task<DecideResponse> Decide(DecideRequest request, ServerCallContext context) => Task.FromResult(answer);
    }
}
