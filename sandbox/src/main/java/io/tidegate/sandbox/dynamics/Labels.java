package io.tidegate.sandbox.dynamics;

import java.util.Locale;
import java.util.Map;

/** What people read instead of logical names, as the vendor's forms have it. */
final class Labels {
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("contactid", "Contact"),
          Map.entry("fullname", "Full Name"),
          Map.entry("firstname", "First Name"),
          Map.entry("middlename", "Middle Name"),
          Map.entry("lastname", "Last Name"),
          Map.entry("jobtitle", "Job Title"),
          Map.entry("emailaddress1", "Email"),
          Map.entry("emailaddress2", "Email Address 2"),
          Map.entry("emailaddress3", "Email Address 3"),
          Map.entry("mobilephone", "Mobile Phone"),
          Map.entry("telephone1", "Business Phone"),
          Map.entry("telephone2", "Home Phone"),
          Map.entry("birthdate", "Birthday"),
          Map.entry("gendercode", "Gender"),
          Map.entry("preferredcontactmethodcode", "Preferred Method of Contact"),
          Map.entry("donotemail", "Do not allow Emails"),
          Map.entry("donotbulkemail", "Do not allow Bulk Emails"),
          Map.entry("donotphone", "Do not allow Phone Calls"),
          Map.entry("donotfax", "Do not allow Faxes"),
          Map.entry("donotpostalmail", "Do not allow Mails"),
          Map.entry("donotbulkpostalmail", "Do not allow Bulk Mails"),
          Map.entry("donotsendmm", "Send Marketing Materials"),
          Map.entry("followemail", "Follow Email Activity"),
          Map.entry("msdyn_gdproptout", "GDPR Optout"),
          Map.entry("new_donotsms", "Do not allow SMS"),
          Map.entry("new_donotpush", "Do not allow Push Notifications"),
          Map.entry("parentcustomerid", "Company Name"),
          Map.entry("new_externalid", "External ID"),
          Map.entry("statecode", "Status"),
          Map.entry("statuscode", "Status Reason"),
          Map.entry("createdon", "Created On"),
          Map.entry("modifiedon", "Modified On"),
          Map.entry("overriddencreatedon", "Record Created On"),
          Map.entry("createdby", "Created By"),
          Map.entry("modifiedby", "Modified By"),
          Map.entry("ownerid", "Owner"),
          Map.entry("versionnumber", "Version Number"),
          Map.entry("accountid", "Account"),
          Map.entry("name", "Account Name"),
          Map.entry("accountnumber", "Account Number"),
          Map.entry("websiteurl", "Website"),
          Map.entry("numberofemployees", "Number of Employees"),
          Map.entry("revenue", "Annual Revenue"),
          Map.entry("industrycode", "Industry"),
          Map.entry("primarycontactid", "Primary Contact"),
          Map.entry("address1_line1", "Address 1: Street 1"),
          Map.entry("address1_line2", "Address 1: Street 2"),
          Map.entry("address1_line3", "Address 1: Street 3"),
          Map.entry("address1_city", "Address 1: City"),
          Map.entry("address1_country", "Address 1: Country/Region"),
          Map.entry("address1_postalcode", "Address 1: ZIP/Postal Code"),
          Map.entry("address1_stateorprovince", "Address 1: State/Province"),
          Map.entry("activityid", "Activity"),
          Map.entry("regardingobjectid", "Regarding"),
          Map.entry("scheduledend", "Due Date"),
          Map.entry("actualend", "Actual End"),
          Map.entry("adobe_senton", "Sent On"),
          Map.entry("adobe_openedon", "Opened On"),
          Map.entry("adobe_clickedon", "Clicked On"),
          Map.entry("adobe_bouncedon", "Bounced On"),
          Map.entry("adobe_campaignname", "Campaign Name"),
          Map.entry("adobe_deliveryname", "Delivery Name"),
          Map.entry("adobe_mirrorpageurl", "Mirror Page URL"),
          Map.entry("adobe_trackingurl", "Tracking URL"),
          Map.entry("adobe_eventid", "Event ID"),
          Map.entry("adobe_emailsend", "Email Send"),
          Map.entry("adobe_emailopen", "Email Open"),
          Map.entry("adobe_emailclick", "Email Click"),
          Map.entry("adobe_emailbounce", "Email Bounce"),
          Map.entry("adobe_emailsends", "Email Sends"),
          Map.entry("adobe_emailopens", "Email Opens"),
          Map.entry("adobe_emailclicks", "Email Clicks"),
          Map.entry("adobe_emailbounces", "Email Bounces"),
          Map.entry("new_subscriptionid", "Subscription"),
          Map.entry("new_accountid", "Account"),
          Map.entry("new_startdate", "Start Date"),
          Map.entry("new_renewson", "Renews On"),
          Map.entry("new_autorenew", "Renews Automatically"),
          Map.entry("new_amount", "Amount"),
          Map.entry("new_invoiceline", "Invoice Line"),
          Map.entry("new_invoicelines", "Invoice Lines"),
          Map.entry("new_invoicelineid", "Invoice Line"),
          Map.entry("new_invoicedate", "Invoice Date"),
          Map.entry("systemuser", "User"),
          Map.entry("systemusers", "Users"));

  private Labels() {}

  /** The label of a column or a table; for one that is not known, its name without the prefix. */
  static String of(String logicalName) {
    String known = KNOWN.get(logicalName);
    if (known != null) {
      return known;
    }
    String bare = logicalName.substring(logicalName.indexOf('_') + 1);
    return bare.isEmpty()
        ? logicalName
        : bare.substring(0, 1).toUpperCase(Locale.ROOT) + bare.substring(1);
  }
}
