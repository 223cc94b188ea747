using System.Text;
using ClvPredict.Data.Sql.Addresses;
using ClvPredict.Data.Sql.Rows;

namespace ClvPredict.Data.Sql.ClickHouse;

/// <summary>ClickHouse's HTTP interface. User and password travel in headers, so that no log of addresses has them.</summary>
internal sealed class ClickHouseHttp : IDisposable
{
    private const int MaxErrorBytes = 1 << 14;
    private static readonly TimeSpan s_connect = TimeSpan.FromSeconds(15);

    private readonly SqlAddress _address;
    private readonly HttpClient _client;

    internal ClickHouseHttp(SqlAddress address)
    {
        _address = address;
        _client = new HttpClient(
            new SocketsHttpHandler
            {
                ConnectTimeout = s_connect,
                AllowAutoRedirect = false,
                UseProxy = false,
            }
        )
        {
            // A query may sort or group for long before its first row.
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Sends a statement and reads all of its answer.</summary>
    internal string Ask(string sql, CancellationToken ct)
    {
        using var response = Send(sql, null, ct);
        return ReadText(response, ct);
    }

    /// <summary>Sends a statement; the answer is good so far when this returns.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="data">The rows of an INSERT, or null.</param>
    /// <param name="ct">Stops the statement.</param>
    /// <exception cref="OrderDataException">The server is not there, was lost, or refuses.</exception>
    internal HttpResponseMessage Send(string sql, HttpContent? data, CancellationToken ct)
    {
        var target = new UriBuilder(
            _address.IsSecure ? Uri.UriSchemeHttps : Uri.UriSchemeHttp,
            _address.Host,
            _address.Port,
            "/"
        );
        var parameters = new List<string>();
        if (_address.Database is not null)
            parameters.Add($"database={Uri.EscapeDataString(_address.Database)}");
        if (data is not null)
            parameters.Add($"query={Uri.EscapeDataString(sql)}");
        target.Query = string.Join('&', parameters);
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Uri);
        request.Content = data ?? new ByteArrayContent(Encoding.UTF8.GetBytes(sql));
        if (_address.User is not null)
            AddHeader(request, "X-ClickHouse-User", _address.User);
        if (_address.Password is not null)
            AddHeader(request, "X-ClickHouse-Key", _address.Password);
        try
        {
            var response = _client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct)
                .GetAwaiter()
                .GetResult();
            if (response.IsSuccessStatusCode)
                return response;
            using (response)
                throw ClickHouseErrors.Explain(_address, ReadText(response, ct));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
            ct.ThrowIfCancellationRequested();
            throw ClickHouseErrors.Explain(_address, e);
        }
    }

    public void Dispose() => _client.Dispose();

    private void AddHeader(HttpRequestMessage request, string name, string value)
    {
        // HTTP's headers hold ASCII; the refusal of HttpClient would show the value.
        if (!Ascii.IsValid(value) || value.Any(char.IsControl))
            throw new OrderDataException(
                $"{_address.Name}: user and password must be ASCII without control characters."
            );
        request.Headers.TryAddWithoutValidation(name, value);
    }

    private string ReadText(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            using var stream = response.Content.ReadAsStream(ct);
            var bytes = new byte[
                response.IsSuccessStatusCode ? SqlRows.MaxValueBytes : MaxErrorBytes
            ];
            var count = stream
                .ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct)
                .AsTask()
                .GetAwaiter()
                .GetResult();
            return Encoding.UTF8.GetString(bytes, 0, count);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw ClickHouseErrors.Explain(_address, e);
        }
    }

    /// <summary>Undoes the backslashes of tab-separated text.</summary>
    internal static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                plain.Append(text[i]);
                continue;
            }
            i++;
            plain.Append(
                text[i] switch
                {
                    't' => '\t',
                    'n' => '\n',
                    'r' => '\r',
                    'b' => '\b',
                    'f' => '\f',
                    '0' => '\0',
                    var other => other,
                }
            );
        }
        return plain.ToString();
    }
}
