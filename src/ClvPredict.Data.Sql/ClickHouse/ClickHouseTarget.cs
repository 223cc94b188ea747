using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using ClvPredict.Data.Sql.Addresses;
using ClvPredict.Data.Sql.Insert;

namespace ClvPredict.Data.Sql.ClickHouse;

/// <summary>A MergeTree table of ClickHouse. Rows are inserted into a table of the same structure beside it, whose partition
/// then takes the place of the table's own in one step. What a killed insert leaves beside the table is dropped by one that
/// runs a day later.</summary>
internal sealed class ClickHouseTarget : SqlTarget
{
    private const string Mark = "_clv_insert_";
    private const long StaleSeconds = 24 * 60 * 60;
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(200);

    private readonly SqlAddress _address;
    private readonly ClickHouseHttp _http;
    private readonly ClickHouseInsertSql _sql;
    private string _partitionKey = "";
    private ImmutableArray<string> _replaced = [];

    internal ClickHouseTarget(SqlAddress address)
    {
        _address = address;
        _sql = new ClickHouseInsertSql(address);
        _http = new ClickHouseHttp(address);
    }

    internal override ImmutableArray<TargetColumn>? Describe(CancellationToken ct)
    {
        if (_sql.Database is { } database && Rows(_sql.FindDatabase(), ct).Length == 0)
            throw new OrderDataException($"{_address.Name}: no such database: {database}.");
        if (Rows(_sql.FindTable(), ct) is not [[var engine, var partition], ..])
            return null;
        if (!engine.EndsWith("MergeTree", StringComparison.Ordinal))
            throw new OrderDataException(
                $"{_address.Name}: the table's engine is {engine}; rows are replaced in tables of the MergeTree family, so name one of them (below a Distributed table, that of one server)."
            );
        _partitionKey = partition;
        return
        [
            .. Rows(_sql.FindColumns(), ct)
                .Select(c => ClickHouseType.Column(c[0], c[1], c[2].Length > 0)),
        ];
    }

    internal override ImmutableArray<TargetColumn> Design(
        ImmutableArray<TableColumn> columns,
        ImmutableArray<string> by
    )
    {
        _partitionKey = string.Join(", ", by);
        return
        [
            .. columns.Select(column =>
            {
                var type = column.Type switch
                {
                    TableColumnType.Number32 => "Float32",
                    TableColumnType.Number64 => "Float64",
                    TableColumnType.Whole => "Int64",
                    TableColumnType.Flag => "UInt8",
                    TableColumnType.Day => "Date",
                    _ => "String",
                };
                var isNullable =
                    column.Type != TableColumnType.Text && MayBeMissing(column.Name, by);
                return ClickHouseType.Column(
                    column.Name,
                    isNullable ? $"Nullable({type})" : type,
                    hasDefault: false
                );
            }),
        ];
    }

    internal override void Replace(
        InsertPlan plan,
        InsertRows rows,
        bool isNew,
        CancellationToken ct
    )
    {
        CheckPartition(plan);
        var now = Number(ClickHouseInsertSql.Now, ct);
        DropStale(now, ct);
        var staging = string.Create(
            CultureInfo.InvariantCulture,
            $"{_sql.Table}{Mark}{now}_{RandomNumberGenerator.GetHexString(8, lowercase: true)}"
        );
        try
        {
            _http.Ask(isNew ? _sql.Create(staging, plan) : _sql.CreateLike(staging), ct);
            Send(_sql.Insert(staging, plan), plan, rows, ct);
            CheckCount(staging, rows.Count, ct);
            if (isNew)
                _http.Ask(_sql.Create(_sql.Table, plan), ct);
            _replaced = [.. Rows(_sql.FindParts(staging), ct).Select(row => row[0])];
            _http.Ask(
                rows.Count > 0
                    ? _sql.ReplacePartition(staging, plan, rows.ByValues)
                    : _sql.DropPartition(plan, rows.ByValues),
                ct
            );
        }
        finally
        {
            DropQuietly(staging);
        }
    }

    /// <inheritdoc/>
    /// <remarks>A server that is killed before it has deleted the parts that were replaced has their rows again when it starts,
    /// beside the new ones. 18.16 deletes every 10 seconds.</remarks>
    internal override void Settle(CancellationToken ct)
    {
        var wait = Stopwatch.StartNew();
        while (
            !_replaced.IsEmpty
            && Number(_sql.CountParts(_replaced), ct) > 0
            && wait.Elapsed < s_longestWait
        )
            ct.WaitHandle.WaitOne(s_betweenLooks);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _http.Dispose();
    }

    private void Send(string insert, InsertPlan plan, InsertRows rows, CancellationToken ct)
    {
        using var content = new RowBinaryContent(rows, plan);
        try
        {
            _http.Send(insert, content, ct).Dispose();
        }
        catch (OrderDataException)
        {
            content.ThrowFault();
            throw;
        }
    }

    private void CheckPartition(InsertPlan plan)
    {
        var wanted = string.Join(", ", plan.By.Select(c => plan.Columns[c].Name));
        var key = _partitionKey.Replace("`", "", StringComparison.Ordinal);
        if (key.StartsWith("tuple(", StringComparison.Ordinal))
            key = key["tuple".Length..];
        if (key.StartsWith('(') && key.EndsWith(')'))
            key = key[1..^1];
        if (key != wanted)
            throw new OrderDataException(
                $"{_address.Name}: the table is partitioned by {(key.Length > 0 ? key : "nothing")}, and rows are replaced by {(wanted.Length > 0 ? wanted : "nothing, all of them")}; both must be the same columns in the same order, since whole partitions are replaced."
            );
    }

    private void CheckCount(string staging, long sent, CancellationToken ct)
    {
        var count = Number(_sql.Count(staging), ct);
        if (count != sent)
            throw new OrderDataException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_address.Name}: {count:N0} of {sent:N0} rows arrived; nothing was replaced."
                )
            );
    }

    /// <summary>Drops what killed inserts left a day ago or longer; their names say when they began.</summary>
    private void DropStale(long now, CancellationToken ct)
    {
        var beginning = _sql.Table + Mark;
        foreach (var row in Rows(_sql.FindTables(beginning), ct))
        {
            var time = row[0].AsSpan(beginning.Length);
            var end = time.IndexOf('_');
            if (
                end > 0
                && long.TryParse(
                    time[..end],
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var begun
                )
                && now - begun >= StaleSeconds
            )
                _http.Ask(_sql.Drop(row[0]), ct);
        }
    }

    private void DropQuietly(string staging)
    {
        try
        {
            _http.Ask(_sql.Drop(staging), CancellationToken.None);
        }
        catch (OrderDataException)
        {
            // The server is gone; there is a better reason on its way, or the rows are in place.
        }
    }

    private long Number(string sql, CancellationToken ct) =>
        long.Parse(_http.Ask(sql, ct), CultureInfo.InvariantCulture);

    /// <summary>The rows of a short answer.</summary>
    private string[][] Rows(string sql, CancellationToken ct) =>
        [
            .. _http
                .Ask(sql, ct)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => Array.ConvertAll(line.Split('\t'), ClickHouseHttp.Unescape)),
        ];
}
