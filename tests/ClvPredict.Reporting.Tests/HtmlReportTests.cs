using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using ClvPredict.Reporting.Languages;

namespace ClvPredict.Reporting.Tests;

public sealed class HtmlReportTests
{
    [Fact]
    public async Task RenderAsync_FullContent_IsWellFormed()
    {
        var html = await HtmlReport.RenderAsync(SampleContent.Full);

        // In strict mode the parser throws at the first error of the HTML standard.
        var document = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(
            html
        );
        document.Doctype.Name.ShouldBe("html");
        document.DocumentElement.GetAttribute("lang").ShouldBe("en");
        document.QuerySelectorAll("h1").Length.ShouldBe(1);
        var ids = document.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
        ids.Distinct(StringComparer.Ordinal).Count().ShouldBe(ids.Count);
        foreach (var element in document.QuerySelectorAll("[aria-labelledby]"))
            element.GetAttribute("aria-labelledby")!.Split(' ').ShouldAllBe(id => ids.Contains(id));
    }

    [Fact]
    public async Task RenderAsync_FullContent_NeedsNothingElse()
    {
        var html = await HtmlReport.RenderAsync(SampleContent.Full);

        foreach (
            var forbidden in new[]
            {
                "http:",
                "https:",
                "<script",
                "<link",
                "<img",
                "<iframe",
                "@import",
                "url(",
                "javascript:",
            }
        )
            html.ShouldNotContain(forbidden, Case.Insensitive);
        Parse(html)
            .All.SelectMany(e => e.Attributes)
            .Select(a => a.Name)
            .ShouldNotContain(name => name == "src" || name == "href" || name.StartsWith("on"));
    }

    [Fact]
    public async Task RenderAsync_FullContent_EveryTableHasCaptionAndScopedHeads()
    {
        var document = Parse(await HtmlReport.RenderAsync(SampleContent.Full));

        var tables = document.QuerySelectorAll("table");
        tables.Length.ShouldBe(18);
        foreach (var table in tables)
        {
            table.QuerySelector("caption")!.TextContent.ShouldNotBeNullOrWhiteSpace();
            table.QuerySelectorAll("th").ShouldAllBe(head => head.HasAttribute("scope"));
            table
                .QuerySelectorAll("tbody tr")
                .ShouldAllBe(row => row.QuerySelectorAll("th").Length == 1);
        }
    }

    [Fact]
    public async Task RenderAsync_FullContent_SaysWhatBecameOfEveryLineAndReconciles()
    {
        var document = Parse(await HtmlReport.RenderAsync(SampleContent.Full));

        var lines = Cells(document, "table-lines").ToDictionary(r => r[0], r => Count(r[1]));
        lines["Read"].ShouldBe(lines.Where(l => l.Key != "Read").Sum(l => l.Value));
        lines["Left out by a rule"].ShouldBe(40);
        var net = Cells(document, "table-ledger").ToDictionary(r => r[0], r => Money(r[3]));
        net["All good lines"].ShouldBe(net.Where(l => l.Key != "All good lines").Sum(l => l.Value));
        Cells(document, "table-rejected").ShouldHaveSingleItem()[2].ShouldBe("date is missing");
        var data = document.QuerySelector("section[aria-labelledby=data]")!.TextContent;
        data.ShouldContain("Further lines were not read and are in no sum: 9,000");

        static long Count(string text) =>
            long.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
        static decimal Money(string text) =>
            decimal.Parse(
                text.Replace('\u2212', '-'),
                NumberStyles.Number,
                CultureInfo.InvariantCulture
            );
    }

    [Fact]
    public async Task RenderAsync_FullContent_EveryChartHasTitleAndDescription()
    {
        var document = Parse(await HtmlReport.RenderAsync(SampleContent.Full));

        var charts = document.QuerySelectorAll("svg:not([aria-hidden])");
        charts.Length.ShouldBe(6);
        foreach (var chart in charts)
        {
            chart.GetAttribute("role").ShouldBe("img");
            chart.QuerySelector("title")!.TextContent.ShouldNotBeNullOrWhiteSpace();
            chart.QuerySelector("desc")!.TextContent.ShouldNotBeNullOrWhiteSpace();
            chart.OuterHtml.ShouldNotContain("NaN", Case.Sensitive);
        }
    }

    [Fact]
    public async Task RenderAsync_HostileText_IsEncoded()
    {
        const string Hostile = "</style></td><script>alert('x')</script>\"&<b>";
        var full = SampleContent.Full;
        var content = full with
        {
            Title = Hostile,
            Currency = Hostile,
            TopCustomers = [full.TopCustomers[0] with { CustomerId = Hostile }],
            Model = full.Model! with
            {
                ZipName = Hostile,
                Judge = full.Model.Judge! with { Grade = Hostile },
                Members = [new ModelMember(Hostile, Hostile, 1, [new(Hostile, 1)])],
            },
            Acquisition =
            [
                full.Acquisition[0] with
                {
                    By = Hostile,
                    Best = Hostile,
                    Groups = [full.Acquisition[0].Groups[0] with { Group = Hostile }],
                },
            ],
            Segments = [full.Segments[0] with { Dimension = Hostile, Segment = Hostile }],
            Ingest = full.Ingest! with
            {
                Report = full.Ingest.Report with { Sources = [Hostile], DateFormat = Hostile },
            },
            Evaluation = full.Evaluation! with
            {
                Baselines = [full.Evaluation.Baselines[0] with { Name = "mine", Title = Hostile }],
            },
        };

        var html = await HtmlReport.RenderAsync(content);

        html.ShouldNotContain("<script", Case.Insensitive);
        html.ShouldNotContain("<b>");
        var document = Parse(html);
        document.QuerySelector("h1")!.TextContent.ShouldBe(Hostile);
        document
            .QuerySelector("#table-customers")!
            .ParentElement!.QuerySelector("tbody th")!
            .TextContent.ShouldBe(Hostile);
        document.QuerySelectorAll("style").Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("fa", "rtl")]
    [InlineData("ar", "rtl")]
    [InlineData("th", "ltr")]
    [InlineData("ms", "ltr")]
    public async Task RenderAsync_OtherLanguage_SaysSoAndMarksWhatStaysEnglish(
        string code,
        string direction
    )
    {
        var language = ReportLanguage.Find(code)!;

        var html = await HtmlReport.RenderAsync(SampleContent.Full, language);

        var document = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(
            html
        );
        document.DocumentElement.GetAttribute("lang").ShouldBe(code);
        document.DocumentElement.GetAttribute("dir").ShouldBe(direction);
        document
            .QuerySelectorAll("h2")
            .Select(h => h.TextContent)
            .ShouldNotContain("Summary", "a heading is in English");
        foreach (var english in document.QuerySelectorAll("[lang=en]"))
            english.GetAttribute("dir").ShouldBe("ltr");
        // Nothing else is English: no reason, no rule, no date format.
        foreach (var marked in document.QuerySelectorAll("[lang=en]").ToList())
            marked.Remove();
        document.Body!.TextContent.ShouldNotContain("last 90 days");
        document.Body.TextContent.ShouldNotContain("rounded to");
    }

    [Fact]
    public async Task RenderAsync_Migration_AddsUpByRow()
    {
        var document = Parse(await HtmlReport.RenderAsync(SampleContent.Full));

        var rows = Cells(document, "table-migration-value_tier")
            .ToDictionary(r => r[0], r => r[1..]);

        rows["Top"].ShouldBe(["200", "0", "9", "209"]);
        rows["Base"].ShouldBe(["0", "31", "0", "31"]);
        rows["Not a customer yet"].ShouldBe(["0", "0", "120", "120"]);
        document
            .QuerySelector("section[aria-labelledby=segments]")!
            .TextContent.ShouldContain("31 customers rose, 9 fell, 120 are new since 2023-12-02");
    }

    [Fact]
    public async Task RenderAsync_Twice_GivesTheSameText()
    {
        var first = await HtmlReport.RenderAsync(SampleContent.Full);

        (await HtmlReport.RenderAsync(SampleContent.Full)).ShouldBe(first);
    }

    [Fact]
    public async Task RenderAsync_OtherCulture_GivesTheSameText()
    {
        var expected = await HtmlReport.RenderAsync(SampleContent.Full);
        var foreign = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        foreign.NumberFormat.NumberDecimalSeparator = ",";
        foreign.NumberFormat.NumberGroupSeparator = ".";
        foreign.NumberFormat.NegativeSign = "~";
        foreign.DateTimeFormat.DateSeparator = "!";
        var usual = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = foreign;

            (await HtmlReport.RenderAsync(SampleContent.Full)).ShouldBe(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = usual;
        }
    }

    [Fact]
    public async Task RenderAsync_EmptyContent_SaysThatThereIsNoHoldout()
    {
        var document = Parse(await HtmlReport.RenderAsync(SampleContent.Empty));

        document.QuerySelectorAll("section").Length.ShouldBe(1);
        document
            .QuerySelector("section")!
            .TextContent.ShouldContain("No holdout: the history is too short for a backtest");
        document.QuerySelectorAll("table, svg").ShouldBeEmpty();
    }

    [Fact]
    public async Task RenderAsync_NothingBoughtInTheHoldout_LeavesTheGainsChartOut()
    {
        var zeros = new double[7];
        var evaluation = Models.Evaluation.EvaluationResult.Compute(
            new Models.Evaluation.EvaluationColumns
            {
                ActualValue = zeros,
                ActualOrders = zeros,
                PredictedClv = zeros,
                ChurnProbability = zeros,
            },
            new DateOnly(2023, 9, 1),
            "26w",
            new DateOnly(2024, 3, 1)
        );

        var html = await HtmlReport.RenderAsync(
            SampleContent.Empty with
            {
                Evaluation = evaluation,
            }
        );

        Parse(html)
            .QuerySelectorAll("svg")
            .Select(e => e.QuerySelector("title")!.Id)
            .ShouldBe(["chart-deciles-title", "chart-calibration-title"]);
        html.ShouldNotContain("NaN", Case.Sensitive);
    }

    [Fact]
    public async Task RenderAsync_BaselineTable_MarksTheBestOfEachColumn()
    {
        var full = SampleContent.Full;

        var document = Parse(await HtmlReport.RenderAsync(full));

        var rows = document
            .QuerySelector("#table-baselines")!
            .ParentElement!.QuerySelectorAll("tbody tr");
        rows.Length.ShouldBe(1 + full.Evaluation!.Baselines.Length);
        var best = full
            .Evaluation.Baselines.Where(b => !double.IsNaN(b.Mae))
            .All(b => b.Mae > full.Evaluation.Model.HoldoutValue.Mae);
        best.ShouldBeTrue("the sample's model has the lowest error");
        rows[0].QuerySelectorAll("td")[0].TextContent.Trim().ShouldStartWith("★");
        for (var column = 0; column < 6; column++)
            rows.Count(row =>
                    row.QuerySelectorAll("td")[column]
                        .TextContent.Contains('★', StringComparison.Ordinal)
                )
                .ShouldBe(1);
    }

    [Fact]
    public async Task RenderAsync_CustomersWithoutRangesOrHistory_HaveNoSuchColumns()
    {
        var customer = SampleContent.Full.TopCustomers[0] with
        {
            ClvLow = double.NaN,
            ClvHigh = double.NaN,
            Rhythm = null,
        };

        var document = Parse(
            await HtmlReport.RenderAsync(SampleContent.Empty with { TopCustomers = [customer] })
        );

        document
            .QuerySelectorAll("thead th")
            .Select(head => head.TextContent)
            .ShouldBe([
                "No.",
                "Customer",
                "Predicted CLV",
                "Churn",
                "Expected orders",
                "Historic value",
            ]);
        document.QuerySelectorAll("tbody tr > *").Length.ShouldBe(6);
    }

    private static AngleSharp.Html.Dom.IHtmlDocument Parse(string html) =>
        new HtmlParser().ParseDocument(html);

    private static IEnumerable<string[]> Cells(IDocument document, string table) =>
        document
            .GetElementById(table)!
            .ParentElement!.QuerySelectorAll("tbody tr")
            .Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToArray());
}
