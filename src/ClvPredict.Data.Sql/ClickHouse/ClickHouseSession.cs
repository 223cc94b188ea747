using System.Collections.Immutable;
using System.Text;
using ClvPredict.Data.Sql.Addresses;
using ClvPredict.Data.Sql.Dialects;
using ClvPredict.Data.Sql.Rows;

namespace ClvPredict.Data.Sql.ClickHouse;

/// <summary>ClickHouse by its HTTP interface. User and password travel in headers, so that no log of addresses has them.</summary>
internal sealed class ClickHouseSession : SqlSession
{
    private const int MaxErrorBytes = 1 << 14;
    private static readonly TimeSpan s_connect = TimeSpan.FromSeconds(15);

    private readonly SqlAddress _address;
    private readonly HttpClient _client;

    internal ClickHouseSession(SqlAddress address)
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

    internal override SqlDialect Dialect { get; } = new ClickHouseDialect();

    internal override ImmutableArray<SqlColumn> Describe(string relation, CancellationToken ct)
    {
        using var response = Send(
            $"SELECT * FROM {relation} LIMIT 0 FORMAT TabSeparatedWithNamesAndTypes",
            ct
        );
        var lines = ReadText(response, ct).Split('\n');
        var (names, types) = (lines[0].Split('\t'), lines.Length > 1 ? lines[1].Split('\t') : []);
        if (names.Length != types.Length)
            throw ClickHouseErrors.Explain(_address, lines[0]);
        return
        [
            .. names
                .Zip(types)
                .Select(column =>
                {
                    var type = Unescape(column.Second);
                    return new SqlColumn(
                        Unescape(column.First),
                        type,
                        ClickHouseDialect.KindOf(type)
                    );
                }),
        ];
    }

    internal override SqlRows Run(
        string sql,
        ImmutableArray<SqlColumn> columns,
        CancellationToken ct
    )
    {
        var response = Send($"{sql}\nFORMAT RowBinary", ct);
        return new ClickHouseRows(_address, response, columns, ct);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _client.Dispose();
    }

    /// <summary>Asks; the answer is good so far when this returns.</summary>
    private HttpResponseMessage Send(string sql, CancellationToken ct)
    {
        var target = new UriBuilder(
            _address.IsSecure ? Uri.UriSchemeHttps : Uri.UriSchemeHttp,
            _address.Host,
            _address.Port,
            "/"
        );
        if (_address.Database is not null)
            target.Query = $"database={Uri.EscapeDataString(_address.Database)}";
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Uri);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(sql));
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
    private static string Unescape(string text)
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
