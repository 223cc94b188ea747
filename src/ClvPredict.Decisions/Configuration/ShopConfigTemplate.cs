namespace ClvPredict.Decisions.Configuration;

/// <summary>A config to start from: every setting with its meaning.</summary>
public static class ShopConfigTemplate
{
    /// <summary>JSON with comments. It states what holds without a config, and shows the rest as examples in comments.</summary>
    public const string Text = """
        // What the shop states about its money, for every clv command: clv run orders.csv --config clv.json
        // Every setting is optional. An option on the command line wins over the setting here.
        {
          // Shown beside amounts.
          // "currency": "EUR",

          // Language of reports: en, fa, ar, th or ms.
          // "language": "en",

          // Profit = net value x margin: a rate above 0 and at most 1, or "from-costs" for what the cost column of the orders shows.
          // "margin": 0.35,

          // How far ahead models predict: a number and d, w, m (calendar months) or y.
          "horizon": "180d",

          // Rate a year at which money to come is discounted.
          "discount_rate": 0,

          // What a new customer costs, by a column of the first order: channel, campaign, country, category or product.
          // "acquisition": { "by": "channel", "costs": { "web": 12.5, "email": 2 }, "default": 10 },

          // Offers to customers about to leave; the first one is the default. acceptance: the share of would-be churners
          // who stay when offered, and how many trials that knowledge is worth.
          "campaigns": [
            {
              "name": "retention",
              "contact_cost": 1,
              "offer_cost": 10,
              "acceptance": { "mean": 0.3, "strength": 20 },
              // "max_contacts": 500, "min_segment_size": 30,
              // A discount is not given to those who buy at full price or stay anyway.
              "discount": false
            }
          ],

          // Most that all contacts together may cost in expectation.
          // "budget": 5000,

          // Share of the targets that is not contacted, so that next month shows what the campaign earned.
          "control_share": 0,

          // Month in which the fiscal year starts, 1 to 12.
          "fiscal_year_start": 1

          // Which column of the orders plays a role, where its name is not recognised.
          // , "columns": { "customer_id": "buyer", "amount": "total" }
        }

        """;
}
