using System.CommandLine;
using System.Net;

namespace Aegis.Streams.Cli.Up;

/// <summary>The options of `aegis up` that open the admin port.</summary>
internal sealed class AdminPortOptions
{
    public Option<IPEndPoint?> Listen { get; } = new("--admin-listen")
    {
        Description = "Open the admin port there: state, metrics, drain (docs/operations.md). Every request presents the token in `admin.token` of the state folder. Port 0: any free one. Default: there is none.",
        HelpName = "ADDRESS:PORT",
        CustomParser = FacadeRoleOptions.ParseEndpoint,
    };

    public Option<string?> ClientAuthority { get; } = new("--admin-client-ca")
    {
        Description = "With --admin-listen, authorities whose client certificates open the admin port, beside the token, PEM; it then serves TLS with --tls-cert. Needed on every address but loopback.",
        HelpName = "FILE",
    };

    public Option<bool> Exposed { get; } = new("--admin-exposed") { Description = "Open the admin port on an address other than loopback without client certificates: whoever reaches it needs the token alone." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Listen, ClientAuthority, Exposed }) command.Add(option);
    }
}
