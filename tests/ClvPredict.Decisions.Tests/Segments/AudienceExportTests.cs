using ClvPredict.Data;
using ClvPredict.Decisions.Segments;
using ClvPredict.Features;

namespace ClvPredict.Decisions.Tests.Segments;

public class AudienceExportTests
{
    private static readonly CustomerHistories s_shop = SmallShop.With(
        SmallShop.Line("a", 3),
        SmallShop.Line("b", 3),
        SmallShop.Line("z", 3)
    );

    // sha256sum of test@example.com.
    [Theory]
    [InlineData(
        " Test@Example.COM ",
        "973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b"
    )]
    [InlineData("nobody", "")]
    [InlineData("@example.com", "")]
    public void Digest_Address_IsOfTheNormalisedText(string email, string expected)
    {
        AudienceExport.Digest(email).ShouldBe(expected);
    }

    [Fact]
    public void Write_ByEmail_GivesDigestsAndCountsThoseWithout()
    {
        using var folder = new TemporaryFiles();
        var data = new CustomerData(s_shop)
        {
            Attributes = CustomerAttributes.Read(
                folder.Write(
                    "c.csv",
                    "customer_id,E-Mail\na,test@example.com\nb,TEST@example.com\n"
                ),
                s_shop.CustomerIds
            ),
        };
        var scores = SmallShop.Score(s_shop);
        bool[] members = [.. scores.Customers.Select(c => c.CustomerId is "a" or "b" or "z")];

        var export = AudienceExport.Write(
            data,
            scores,
            members,
            "chosen",
            AudienceExport.ByEmail,
            folder.PathOf("out.csv")
        );

        export.ShouldBe(new AudienceExport("chosen", "email_sha256", 3, 1, 1));
        File.ReadAllLines(folder.PathOf("out.csv"))
            .ShouldBe([
                "email_sha256",
                "973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b",
            ]);
    }

    [Fact]
    public void Members_NameOfTwoDimensions_AsksWhich()
    {
        var segments = CustomerSegments.Find(s_shop, SmallShop.Score(s_shop));

        Should
            .Throw<ArgumentException>(() => AudienceName.Members(segments, "at_risk"))
            .Message.ShouldContain("lifecycle:at_risk or rfm:at_risk");
        AudienceName
            .Members(segments, "lifecycle:at_risk")
            .Count(m => m)
            .ShouldBe(segments.Customers.Count(c => c.Score.Lifecycle == "at_risk"));
        AudienceName
            .Members(segments, "best")
            .Count(m => m)
            .ShouldBe(segments.Customers.Count(c => c.Score.ValueTier == "top"));
    }
}
