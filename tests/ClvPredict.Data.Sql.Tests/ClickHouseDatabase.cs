using System.Text;
using ClvPredict.Data.Sql.ClickHouse;

namespace ClvPredict.Data.Sql.Tests;

internal sealed class ClickHouseDatabase : TestDatabase
{
    private readonly HttpClient _client = new();

    /// <summary>A table on the server that an environment variable names.</summary>
    internal ClickHouseDatabase(string variable = ServerFactAttribute.ClickHouse)
    {
        Address = Environment.GetEnvironmentVariable(variable)!;
        var uri = new Uri(Address);
        var user = uri.UserInfo.Split(':');
        _client.BaseAddress = new UriBuilder("http", uri.Host, uri.Port).Uri;
        _client.DefaultRequestHeaders.Add("X-ClickHouse-User", user[0]);
        if (user.Length > 1)
            _client.DefaultRequestHeaders.Add("X-ClickHouse-Key", user[1]);
    }

    internal override string Address { get; }

    internal override void Run(string sql) => Ask(sql);

    internal override List<string> Query(string sql) =>
        [
            .. Ask(sql)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(row =>
                    string.Join(
                        '|',
                        row.Split('\t')
                            .Select(cell => cell == "\\N" ? "∅" : ClickHouseHttp.Unescape(cell))
                    )
                ),
        ];

    internal override List<string> Tables() =>
        Query("SELECT name FROM system.tables WHERE startsWith(name, '{0}')");

    private string Ask(string sql)
    {
        using var content = new ByteArrayContent(
            Encoding.UTF8.GetBytes(sql.Replace("{0}", Table, StringComparison.Ordinal))
        );
        using var response = _client.PostAsync(new Uri("/", UriKind.Relative), content).Result;
        var answer = response.Content.ReadAsStringAsync().Result;
        return response.IsSuccessStatusCode ? answer : throw new InvalidOperationException(answer);
    }

    public override void Dispose()
    {
        Run("DROP TABLE IF EXISTS {0}");
        _client.Dispose();
    }
}
