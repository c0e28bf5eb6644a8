using System.Net;
using Aegis.Streams.Server.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Aegis.Streams.Tests.Facade;

public sealed class DoorServerTests
{
    [Fact]
    public async Task VariablesOfTheProcess_AddNoListener()
    {
        Environment.SetEnvironmentVariable("Kestrel__Endpoints__Other__Url", "http://127.0.0.1:0");
        Environment.SetEnvironmentVariable("ASPNETCORE_URLS", "http://127.0.0.1:0");
        try
        {
            var address = new IPEndPoint(IPAddress.Loopback, 0);
            var builder = DoorServer.Begin(10, TimeSpan.FromSeconds(1), kestrel => DoorServer.Listen(kestrel, address, HttpProtocols.Http1, age: null, tls: null));
            await using var server = await DoorServer.StartAsync(builder.Build());
            Assert.Single(server.Addresses);
        }
        finally
        {
            Environment.SetEnvironmentVariable("Kestrel__Endpoints__Other__Url", null);
            Environment.SetEnvironmentVariable("ASPNETCORE_URLS", null);
        }
    }
}
