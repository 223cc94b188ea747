using System.Collections.Immutable;
using ClvPredict.Data.Sql.Addresses;
using ClvPredict.Data.Sql.Dialects;
using ClvPredict.Data.Sql.Rows;

namespace ClvPredict.Data.Sql.ClickHouse;

/// <summary>Reading from ClickHouse by its HTTP interface.</summary>
internal sealed class ClickHouseSession : SqlSession
{
    private readonly SqlAddress _address;
    private readonly ClickHouseHttp _http;

    internal ClickHouseSession(SqlAddress address)
    {
        _address = address;
        _http = new ClickHouseHttp(address);
    }

    internal override SqlDialect Dialect { get; } = new ClickHouseDialect();

    internal override ImmutableArray<SqlColumn> Describe(string relation, CancellationToken ct)
    {
        var lines = _http
            .Ask($"SELECT * FROM {relation} LIMIT 0 FORMAT TabSeparatedWithNamesAndTypes", ct)
            .Split('\n');
        var (names, types) = (lines[0].Split('\t'), lines.Length > 1 ? lines[1].Split('\t') : []);
        if (names.Length != types.Length)
            throw ClickHouseErrors.Explain(_address, lines[0]);
        return
        [
            .. names
                .Zip(types)
                .Select(column =>
                {
                    var type = ClickHouseHttp.Unescape(column.Second);
                    return new SqlColumn(
                        ClickHouseHttp.Unescape(column.First),
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
        var response = _http.Send($"{sql}\nFORMAT RowBinary", null, ct);
        return new ClickHouseRows(_address, response, columns, ct);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _http.Dispose();
    }
}
