using System.Net;
using Aegis.Streams.Server.Envoy.Mapping;
using Aegis.Streams.Server.Envoy.Protocol;
using Aegis.Streams.Server.Hosting;

namespace Aegis.Streams.Tests.Facade;

/// <summary>What reaches the host for Envoy's door and not the door itself: errors of gRPC could let a request pass, so that each must be a denied response.</summary>
public sealed class EnvoyHostTests(EnvoyHostTests.Door door) : IClassFixture<EnvoyHostTests.Door>
{
    [Theory]
    [InlineData(null, null, "0000000000", 16)]
    [InlineData("guess", null, "0000000000", 16)]
    [InlineData(FacadeScene.Token, "99n", "0000000000", 4)]
    [InlineData(FacadeScene.Token, "soon", "0000000000", 4)]
    [InlineData(FacadeScene.Token, null, "0000000000", 3)]
    [InlineData(FacadeScene.Token, null, "0000500000", 3)] // A message of 5 MiB, of which nothing comes.
    [InlineData(FacadeScene.Token, null, "0000000003ffffff", 3)]
    [InlineData(FacadeScene.Token, null, "0200000000", 3)]
    [InlineData(FacadeScene.Token, null, "0100000000", 3)]
    [InlineData(FacadeScene.Token, null, "0000", 3)]
    [InlineData(FacadeScene.Token, null, "", 3)]
    public async Task WhateverIsWrong_IsADeniedResponse(string? token, string? timeout, string body, int code)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(door.Scene.Grpc, "/envoy.service.auth.v3.Authorization/Check"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(Convert.FromHexString(body)),
        };
        request.Content.Headers.ContentType = new("application/grpc");
        if (token is not null) request.Headers.Add("authorization", $"Bearer {token}");
        if (timeout is not null) request.Headers.TryAddWithoutValidation("grpc-timeout", timeout);
        using var response = await http.SendAsync(request);
        var answered = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal("0", Assert.Single(response.TrailingHeaders.GetValues("grpc-status")));
        var answer = CheckResponse.Parser.ParseFrom(answered.AsSpan(5).ToArray());
        Assert.Equal((code, CheckResponse.HttpResponseOneofCase.DeniedResponse), (answer.Status.Code, answer.HttpResponseCase));
    }

    /// <summary>A facade with Envoy's door, for all cases.</summary>
    public sealed class Door : IAsyncLifetime
    {
        public FacadeScene Scene { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            var loading = EnvoyMappingLoader.Load(RepositoryFiles.PathOf("topology", "envoy", "mapping.yaml"));
            var loopback = new FacadeEndpoint(new IPEndPoint(IPAddress.Loopback, 0), null);
            Scene = await FacadeScene.StartAsync(host: new FacadeHostOptions { Grpc = loopback, Http = loopback, Envoy = loading.Mapping });
        }

        public async ValueTask DisposeAsync() => await Scene.DisposeAsync();
    }
}
