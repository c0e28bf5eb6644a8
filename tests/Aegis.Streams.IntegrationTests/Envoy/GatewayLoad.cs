using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Aegis.Streams.IntegrationTests.Envoy;

/// <summary>Writers that send quotes through a gateway without pause, allowed and forbidden ones, some of them twice under one id.</summary>
internal sealed class GatewayLoad : IAsyncDisposable
{
    private const int Writers = 8;

    private readonly HttpClient _client;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<QuoteAnswer> _answers = new();
    private readonly Task[] _writers;

    public GatewayLoad(int port)
    {
        _client = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) };
        _writers = [.. Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(writer)))];
    }

    public IReadOnlyCollection<QuoteAnswer> Answers => _answers;

    /// <summary>Waits for so many more answers.</summary>
    public async Task GoOnAsync(int more)
    {
        var target = _answers.Count + more;
        for (var deadline = DateTime.UtcNow.AddSeconds(60); _answers.Count < target; await Task.Delay(5)) Assert.True(DateTime.UtcNow < deadline, "The gateway does not answer.");
    }

    /// <summary>Sends one quote until it is answered: a gateway learns by its health checks who serves, and has little patience.</summary>
    public async Task<int> AskAsync(string sku, string? key, TimeSpan patience)
    {
        for (var deadline = DateTime.UtcNow + patience; ; await Task.Delay(20))
        {
            if ((await SendAsync(sku, key)).Status is var status && status is not (503 or 504)) return status;
            Assert.True(DateTime.UtcNow < deadline, "The gateway serves nothing.");
        }
    }

    /// <summary>Ends the writers; what they sent is answered first.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_writers);
    }

    /// <summary>Sends one quote.</summary>
    public async Task<QuoteAnswer> SendAsync(string sku, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/quotes") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes($$"""{"sku":"{{sku}}"}""")) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("x-agent", "sales-composer");
        if (key is not null) request.Headers.Add("idempotency-key", key);
        using var response = await _client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        var id = response.IsSuccessStatusCode ? JsonDocument.Parse(body).RootElement.GetProperty("headers").GetProperty("x-aegis-decision-id").GetString() : null;
        return new QuoteAnswer(sku, key, (int)response.StatusCode, id);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _client.Dispose();
        _stopping.Dispose();
    }

    private async Task WriteAsync(int writer)
    {
        for (var i = 0; !_stopping.IsCancellationRequested; i++)
            _answers.Enqueue(await SendAsync(i % 4 == 0 ? "SECRET" : "A1", i % 4 == 1 ? $"k-{writer}-{i / 8}" : null));
    }
}
