using System.Text;

namespace ClvPredict.Data.Sql.Tests;

internal sealed class ClickHouseDatabase : TestDatabase
{
    private readonly HttpClient _client = new();

    internal ClickHouseDatabase()
    {
        var uri = new Uri(Address);
        var user = uri.UserInfo.Split(':');
        _client.BaseAddress = new UriBuilder("http", uri.Host, uri.Port).Uri;
        _client.DefaultRequestHeaders.Add("X-ClickHouse-User", user[0]);
        _client.DefaultRequestHeaders.Add("X-ClickHouse-Key", user[1]);
    }

    internal override string Address { get; } =
        Environment.GetEnvironmentVariable(ServerFactAttribute.ClickHouse)!;

    internal override void Run(string sql)
    {
        using var content = new ByteArrayContent(
            Encoding.UTF8.GetBytes(sql.Replace("{0}", Table, StringComparison.Ordinal))
        );
        using var response = _client.PostAsync(new Uri("/", UriKind.Relative), content).Result;
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException(response.Content.ReadAsStringAsync().Result);
    }

    public override void Dispose()
    {
        Run("DROP TABLE IF EXISTS {0}");
        _client.Dispose();
    }
}
